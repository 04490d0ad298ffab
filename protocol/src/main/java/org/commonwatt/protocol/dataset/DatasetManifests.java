package org.commonwatt.protocol.dataset;

import java.util.HexFormat;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.form.FormReader;
import org.commonwatt.protocol.form.FormSchema;
import org.commonwatt.protocol.form.FormWriter;
import org.commonwatt.protocol.spec.SpecFormat;
import org.commonwatt.protocol.text.Document;

/** Dataset manifests as texts, as canonical JSON, and as a JSON Schema. */
public final class DatasetManifests {

    private static final String SCHEMA_ID = "urn:commonwatt:schema:dataset:1";

    private DatasetManifests() {}

    /**
     * Reads a manifest as somebody wrote it. What earlier versions took and nothing can train is refused here alone, so that
     * what was kept of it can still be read.
     *
     * @throws Rejected with every violation, each with its pointer, line and column
     */
    public static DatasetManifest read(byte[] text, SpecFormat format) throws Rejected {
        Document document = format.parse(text);
        try {
            DatasetManifest manifest = fromJson(document.root());
            Violations violations = new Violations();
            ManifestChecks.checkNew(manifest, violations);
            violations.throwIfAny();
            return manifest;
        } catch (Rejected e) {
            throw document.locate(e);
        }
    }

    /**
     * Reads a manifest's tree.
     *
     * @throws Rejected with every violation, without lines and columns
     */
    public static DatasetManifest fromJson(JsonNode tree) throws Rejected {
        DatasetManifest manifest = FormReader.read(tree, DatasetManifest.class);
        Violations violations = new Violations();
        ManifestChecks.check(manifest, violations);
        violations.throwIfAny();
        return manifest;
    }

    /** The canonical form: all defaults explicit, keys in a fixed order. */
    public static JsonNode toJson(DatasetManifest manifest) {
        return FormWriter.write(manifest);
    }

    /** JSON Schema 2020-12 of a manifest. */
    public static JsonNode schema() {
        return FormSchema.of(DatasetManifest.class, SCHEMA_ID);
    }

    /** SHA-256 of the canonical JSON in UTF-8, 64 lower-case hexadecimal digits: the name of this very version. */
    public static String sha256(DatasetManifest manifest) {
        byte[] canonical = JsonMapper.shared().writeValueAsBytes(toJson(manifest));
        return HexFormat.of().formatHex(Sha256.digest().digest(canonical));
    }

    /**
     * Checks that every file carries its hash and size, as a published manifest's files do.
     *
     * @throws Rejected naming each file that doesn't
     */
    public static void requirePublished(DatasetManifest manifest) throws Rejected {
        Violations violations = new Violations();
        manifest.splits().forEach((name, split) -> {
            List<DatasetFile> files = split.files();
            for (int i = 0; i < files.size(); i++) {
                if (files.get(i).sha256() == null || files.get(i).size() == null) {
                    violations.add(
                            splitPointer(name) + "/files/" + i,
                            "a published file needs its sha256 and size: "
                                    + files.get(i).path());
                }
            }
        });
        violations.throwIfAny();
    }

    static String splitPointer(String name) {
        return "/splits/" + name.replace("~", "~0").replace("/", "~1");
    }
}
