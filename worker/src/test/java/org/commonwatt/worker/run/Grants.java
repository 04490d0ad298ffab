package org.commonwatt.worker.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.worker.stub.StubService;

/** Leases to test with. */
public final class Grants {

    /** The one file of the dataset of every lease that names no other. */
    public static final byte[] DATA = "some examples".getBytes(StandardCharsets.UTF_8);

    private static final DatasetManifest FEW = new DatasetManifest(
            "few",
            1,
            "A few examples",
            null,
            "CC0-1.0",
            "made for a test",
            new DataFormat.Csv(List.of("x"), List.of("y"), ",", new Target.Numbers(1)),
            Map.of("train", new DatasetSplit(1, List.of(new DatasetFile("few.csv", StubService.sha256(DATA), (long)
                    DATA.length)))));

    private Grants() {}

    /** What makes a fake trainer behave. */
    public static ObjectNode spec(String behaviour) {
        return Json.mapper().createObjectNode().put("behaviour", behaviour);
    }

    public static LeaseGrant grant(ObjectNode spec, LeaseGrant.@Nullable CheckpointRef checkpoint) {
        return grant(spec, FEW, checkpoint);
    }

    public static LeaseGrant grant(
            ObjectNode spec, DatasetManifest dataset, LeaseGrant.@Nullable CheckpointRef checkpoint) {
        return grant(spec, dataset, null, checkpoint);
    }

    public static LeaseGrant grant(
            ObjectNode spec,
            DatasetManifest dataset,
            LeaseGrant.@Nullable BaseFile base,
            LeaseGrant.@Nullable CheckpointRef checkpoint) {
        return new LeaseGrant(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "a-test",
                7,
                Instant.now().plusSeconds(60),
                60,
                60,
                spec,
                dataset,
                1L << 30,
                base,
                checkpoint);
    }
}
