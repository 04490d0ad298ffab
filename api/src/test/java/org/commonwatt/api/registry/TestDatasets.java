package org.commonwatt.api.registry;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.commonwatt.api.Http;
import org.commonwatt.api.artifact.Sha256;

/** Small datasets for tests, published over REST as anybody would. */
public final class TestDatasets {

    private TestDatasets() {}

    /** Publishes {@code points@1}: two numbers in, one of two classes out, in splits train and heldOut. */
    public static void publishPoints(Http http) {
        String train = upload(http, "x,y,label\n0,0,low\n1,1,high\n0,1,high\n1,0,low\n");
        String heldOut = upload(http, "x,y,label\n0.5,0,low\n0.5,1,high\n");
        Http.Answer answer = http.postText("/api/v1/datasets", "application/yaml", manifest(1, train, heldOut));
        if (answer.status() != 201 && answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    /** The manifest of such a dataset, whose files are given as {@code sha256: …, size: …}. */
    public static String manifest(int version, String train, String heldOut) {
        return """
                name: points
                version: %d
                title: Points
                licence: CC0-1.0
                source: made for a test
                format:
                  type: csv
                  inputs: [x, y]
                  targets: [label]
                  target: {type: classes, names: [low, high]}
                splits:
                  train: {examples: 4, files: [{path: train.csv, %s}]}
                  heldOut: {examples: 2, files: [{path: held-out.csv, %s}]}
                """.formatted(version, train, heldOut);
    }

    /** Uploads a text and says how a manifest names it. */
    public static String upload(Http http, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String sha256 = sha256(bytes);
        Http.Answer answer = http.putBytes("/api/v1/artifacts/" + sha256, bytes);
        if (answer.status() != 201 && answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return "sha256: " + sha256 + ", size: " + bytes.length;
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
