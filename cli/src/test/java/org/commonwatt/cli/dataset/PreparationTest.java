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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Installation;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.spec.DatasetRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreparationTest {

    private static final DatasetRef.Named DIGITS = new DatasetRef.Named("digits", 1);
    private static final Path CLOTHES = Path.of("/usr/share/datasets/fashion-mnist");
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** SHA-256 of the files of each dataset. */
    private static final Map<String, Map<String, String>> HASHES = Map.of(
            "addition",
            Map.of(
                    "held-out.jsonl",
                    "5b18641c8717af542859648609fbb397e6a75b3a14f93da17b242232fbcc4093",
                    "train.jsonl",
                    "40374246841aadf068a567004c6c235c2987eb0d776227b5e8aa86991a5f20ec"),
            "cmudict",
            Map.of(
                    "held-out.jsonl",
                    "cdfe527c04571894be5bf65ba0c404367a773dec94732c392a07e6c856e24193",
                    "train.jsonl",
                    "44fa88e82ac085e17b885f160296a83432b54f8dc9acf11e6f13b44b307275c1"),
            "fashion",
            Map.of(
                    "held-out-images.idx3-ubyte",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "held-out-labels.idx1-ubyte",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
                    "train-images.idx3-ubyte",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "train-labels.idx1-ubyte",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            "iris",
            Map.of(
                    "held-out.csv",
                    "921ede2c6b83950fa13a47e1b9d1cbc37a6fcb3059159478232e6660c9df6886",
                    "train.csv",
                    "601180e6d80daef7f0c04449ef28e8454bd99c630000dbe029c5d72638a5517c"),
            "mobydick",
            Map.of(
                    "held-out.txt",
                    "ffce661238395ed90f57ca172c157ea7e6713e15cd45211c683dfa1eecc60272",
                    "train.txt",
                    "0b736fedef536c9941425a3ff51e2adb85c8f83dd5cb731f2a9cf6e531d449e0"),
            "spam",
            Map.of(
                    "held-out.jsonl",
                    "fc0530f7d01bb54642eb0bc5d88752fdaf8750c0870ff0bd974c93d04974c74c",
                    "train.jsonl",
                    "53cfa4e4ac7d57cdbd00871df663b35ae37054467457c3ae0211517ce506b304"),
            "wages",
            Map.of(
                    "held-out.csv",
                    "a85c424b392ba67fda5bfecc7daad3365efe8a47e1d3886f9a1ca73086f30208",
                    "train.csv",
                    "323fd437a1e72338147d8aa0a13587cd8d3e8e803d178d4964a4b228cc364791"));

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

    @ParameterizedTest
    @ValueSource(strings = {"addition", "cmudict", "iris", "mobydick", "spam", "wages"})
    void theOtherDatasetsAreTheSameBytesEverywhere(String name, @TempDir Path folder) throws IOException {
        assertHashes(preparation(REPOSITORY, folder).prepare(new DatasetRef.Named(name, 1)));
    }

    @Test
    void clothesAreTheSameBytesEverywhereWhereTheirPackageIsInstalled(@TempDir Path folder) throws IOException {
        Preparation preparation = preparation(REPOSITORY, folder);
        DatasetRef.Named fashion = new DatasetRef.Named("fashion", 1);

        if (Files.isDirectory(CLOTHES)) {
            assertHashes(preparation.prepare(fashion));
        } else {
            assertThatThrownBy(() -> preparation.prepare(fashion))
                    .hasMessageContaining("apt install dataset-fashion-mnist");
        }
    }

    private static void assertHashes(LocalDataset dataset) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (DatasetFile file : dataset.files()) {
            found.put(file.path(), Sha256.of(dataset.path(file)));
        }
        assertThat(found).isEqualTo(HASHES.get(dataset.manifest().name()));
    }

    @Test
    void aFailedPreparationLeavesNothingBehind(@TempDir Path folder) throws IOException {
        Path scripts = folder.resolve("installation/examples/datasets");
        Path lists = Files.createDirectories(scripts.resolve("packages/digits"));
        Files.writeString(lists.resolve("package.json"), "{\"name\":\"x\",\"version\":\"1.0.0\"}");
        Files.writeString(
                lists.resolve("package-lock.json"),
                "{\"name\":\"x\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"x\"}}}");
        Files.writeString(scripts.resolve("digits.mjs"), "console.error('no such pixel'); process.exit(3);");

        Path data = folder.resolve("data");
        assertThatThrownBy(
                        () -> preparation(folder.resolve("installation"), data).prepare(DIGITS))
                .hasMessageContaining("'node' ended with status 3")
                .hasMessageContaining("no such pixel");
        assertThat(data.resolve("datasets/digits/1")).doesNotExist();
        assertThat(LocalDataset.allPrepared(new DataFolder(data), says -> {})).isEmpty();
    }

    private Preparation preparation(Path installation, Path data) {
        return new Preparation(new Installation(installation), new DataFolder(data), said::add);
    }
}
