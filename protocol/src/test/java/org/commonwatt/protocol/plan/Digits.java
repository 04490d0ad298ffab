package org.commonwatt.protocol.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;

/** Manifests for tests: digits of 28 by 28, and rows of four columns. */
final class Digits {

    private Digits() {}

    static DatasetManifest manifest() {
        return manifest(
                new DataFormat.Idx(
                        List.of(1, 28, 28),
                        new Target.Classes(
                                IntStream.range(0, 10).mapToObj(String::valueOf).toList())),
                8000);
    }

    static DatasetManifest rows(Target.Labels target) {
        return manifest(new DataFormat.Csv(List.of("a", "b", "c", "d"), List.of("y"), ",", target), 120);
    }

    static DatasetManifest manifest(DataFormat format, long examples) {
        DatasetFile shared = new DatasetFile("shared.bin", "0".repeat(64), 1000L);
        return new DatasetManifest(
                "digits",
                1,
                "Digits",
                null,
                "MIT",
                "made for tests",
                format,
                Map.of(
                        "train",
                        new DatasetSplit(examples, List.of(new DatasetFile("train.bin", "1".repeat(64), 500L), shared)),
                        "heldOut",
                        new DatasetSplit(2000, List.of(new DatasetFile("held.bin", "2".repeat(64), 70L), shared))));
    }
}
