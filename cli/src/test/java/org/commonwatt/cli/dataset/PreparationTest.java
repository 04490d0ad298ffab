package org.commonwatt.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Installation;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.spec.DatasetRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreparationTest {

    private static final DatasetRef.Named DIGITS = new DatasetRef.Named("digits", 1);
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private final List<String> said = new ArrayList<>();

    @Test
    void digitsAreTheSameBytesEverywhere(@TempDir Path folder) throws IOException {
        LocalDataset digits = preparation(REPOSITORY, folder).prepare(DIGITS);

        Map<String, String> hashes = new TreeMap<>();
        for (DatasetFile file : digits.files()) {
            hashes.put(file.path(), Sha256.of(digits.path(file)));
        }
        assertThat(hashes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "train-images.idx3-ubyte",
                        "406ebdcd6332a48e32e69c2494039dca898acb30aad492968bfcc6138f865260",
                        "train-labels.idx1-ubyte",
                        "f8825ae353da6ca63898ce426e3aac2cfcc8e664d7686bcbfb482498380c1afd",
                        "held-out-images.idx3-ubyte",
                        "4741c68e7b88d273aa189e850eb3778ceeff53bc63ec76029bedf7c23cea8dc8",
                        "held-out-labels.idx1-ubyte",
                        "f30ab9eb9c5bd2db4376dd4609ed997b4837d174f51178821f15dffcb75d238c"));
        assertThat(digits.manifest().splits())
                .hasEntrySatisfying(
                        "train", split -> assertThat(split.examples()).isEqualTo(8000))
                .hasEntrySatisfying(
                        "heldOut", split -> assertThat(split.examples()).isEqualTo(2000));
        assertThat(digits.manifest().description()).contains("training images", "no results on the MNIST test set");

        said.clear();
        LocalDataset again = preparation(REPOSITORY, folder).prepare(DIGITS);
        assertThat(again).isEqualTo(digits);
        assertThat(said).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("datasets"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".making-") || name.startsWith(".fetching-"));
        }
    }

    @Test
    void aFailedPreparationLeavesNothingBehind(@TempDir Path folder) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("installation/examples/datasets"));
        Files.writeString(scripts.resolve("package.json"), "{\"name\":\"x\",\"version\":\"1.0.0\"}");
        Files.writeString(
                scripts.resolve("package-lock.json"),
                "{\"name\":\"x\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"x\"}}}");
        Files.writeString(scripts.resolve("digits.mjs"), "console.error('no such pixel'); process.exit(3);");

        Path data = folder.resolve("data");
        assertThatThrownBy(
                        () -> preparation(folder.resolve("installation"), data).prepare(DIGITS))
                .hasMessageContaining("'node' ended with status 3")
                .hasMessageContaining("no such pixel");
        assertThat(data.resolve("datasets/digits/1")).doesNotExist();
        assertThat(LocalDataset.allPrepared(new DataFolder(data))).isEmpty();
    }

    private Preparation preparation(Path installation, Path data) {
        return new Preparation(new Installation(installation), new DataFolder(data), said::add);
    }
}
