package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SplitDataTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void batchesFollowTheOrderAndTheLastIsSmaller() throws Exception {
        try (SplitData data = open(List.of())) {
            Batches batches = data.batches(2, manager);
            assertThat(batches.perEpoch()).isEqualTo(2);

            Batches.Batch first = batches.read(0, new Epoch(place -> 2 - place, null), manager);
            assertThat(first.inputs().singletonOrThrow().getShape()).isEqualTo(new Shape(2, 2, 1, 1));
            assertThat(first.inputs().singletonOrThrow().toFloatArray()).containsExactly(4, 5, 2, 3);
            assertThat(first.targets().getDataType()).isEqualTo(DataType.INT64);
            assertThat(first.targets().toLongArray()).containsExactly(0, 1);

            Batches.Batch last = batches.read(1, new Epoch(place -> 2 - place, null), manager);
            assertThat(last.size()).isEqualTo(1);
            assertThat(last.inputs().singletonOrThrow().toFloatArray()).containsExactly(0, 1);
        }
    }

    @Test
    void theNextBatchIsReadWhileOneIsUsedAndLeavesItAsItIs() throws Exception {
        try (SplitData data = open(4, List.of())) {
            Batches batches = data.batches(2, manager);
            CountDownLatch half = new CountDownLatch(1);
            Epoch epoch = new Epoch(
                    place -> {
                        if (place == 3) {
                            half.countDown();
                        }
                        return place;
                    },
                    null);

            NDArray first = batches.read(0, epoch, manager).inputs().singletonOrThrow();
            assertThat(half.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(first.toFloatArray()).containsExactly(0, 1, 2, 3);
            assertThat(inputs(batches, 1, epoch)).containsExactly(4, 5, 6, 7);
        }
    }

    @Test
    void batchesCanBeAskedForInAnyOrder() throws Exception {
        try (SplitData data = open(List.of())) {
            Batches batches = data.batches(1, manager);
            Epoch backwards = new Epoch(place -> 2 - place, null);

            assertThat(inputs(batches, 0, Epoch.IN_ORDER)).containsExactly(0, 1);
            assertThat(inputs(batches, 2, Epoch.IN_ORDER)).containsExactly(4, 5);
            assertThat(inputs(batches, 0, Epoch.IN_ORDER)).containsExactly(0, 1);
            assertThat(inputs(batches, 1, backwards)).containsExactly(2, 3);
            assertThat(batches.readFirst(1, backwards, manager)
                            .inputs()
                            .singletonOrThrow()
                            .toFloatArray())
                    .containsExactly(4, 5);
            assertThat(inputs(batches, 2, backwards)).containsExactly(0, 1);
        }
    }

    @Test
    void aBatchThatCannotBeReadIsOnlyThatOnesMatter() throws Exception {
        try (SplitData data = open(List.of())) {
            Batches batches = data.batches(1, manager);
            Path file = folder.resolve("inputs");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(Files.size(file) - 4);
            }

            assertThat(inputs(batches, 0, Epoch.IN_ORDER)).containsExactly(0, 1);
            assertThatThrownBy(() -> inputs(batches, 1, Epoch.IN_ORDER))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended at record 1");
            assertThat(inputs(batches, 0, Epoch.IN_ORDER)).containsExactly(0, 1);
        }
    }

    private float[] inputs(Batches batches, long number, Epoch epoch) throws Exception {
        return batches.read(number, epoch, manager).inputs().singletonOrThrow().toFloatArray();
    }

    @Test
    void transformsAreAppliedInOrderAndPerChannel() throws Exception {
        List<Transform> transforms =
                List.of(new Transform.Scale(2), new Transform.Normalize(List.of(1.0, 0.5), List.of(0.5, 4.0)));
        try (SplitData data = open(transforms)) {
            // (4, 5) / 2 = (2, 2.5); (2 − 1) / 0.5 = 2, (2.5 − 0.5) / 4 = 0.5.
            assertThat(data.batches(1, manager)
                            .read(0, new Epoch(place -> 2, null), manager)
                            .inputs()
                            .singletonOrThrow()
                            .toFloatArray())
                    .containsExactly(2, 0.5f);
        }
    }

    @Test
    void oneMeanServesAllChannels() throws Exception {
        List<Transform> transforms = List.of(new Transform.Normalize(List.of(4.0), List.of(1.0)));
        try (SplitData data = open(transforms)) {
            assertThat(data.batches(1, manager)
                            .read(0, new Epoch(place -> 2, null), manager)
                            .inputs()
                            .singletonOrThrow()
                            .toFloatArray())
                    .containsExactly(0, 1);
        }
    }

    @Test
    void meansForAnotherNumberOfChannelsAreRefused() {
        List<Transform> transforms = List.of(new Transform.Normalize(List.of(1.0, 2.0, 3.0), List.of(1.0)));

        assertThatThrownBy(() -> open(transforms)).isInstanceOf(DataFault.class).hasMessageContaining("2 channels");
    }

    @Test
    void aFileThatWasNotBroughtIsNamed() {
        assertThatThrownBy(() -> Split.of(manifest(3), "train", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("inputs.idx");
    }

    @Test
    void aSplitThatDoesNotExistIsNamedBesideThoseThatDo() {
        assertThatThrownBy(() -> Split.of(manifest(3), "test", Map.of()))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("no split named 'test'; it has [train]");
    }

    private SplitData open(List<Transform> transforms) throws Exception {
        return open(3, transforms);
    }

    /** Examples of two numbers each, which count up from 0. */
    private SplitData open(int examples, List<Transform> transforms) throws Exception {
        int[] numbers = IntStream.range(0, 2 * examples).toArray();
        Path inputs = IdxFiles.bytes(folder.resolve("inputs"), new int[] {examples, 2}, numbers);
        int[] classes = IntStream.range(0, examples).map(i -> i % 2).toArray();
        Path labels = IdxFiles.bytes(folder.resolve("labels"), new int[] {examples}, classes);
        Map<String, String> files = Map.of("inputs.idx", inputs.toString(), "labels.idx", labels.toString());
        DatasetManifest manifest = manifest(examples);
        DataFormat.OfArrays format = (DataFormat.OfArrays) manifest.format();
        return ArrayData.open(format, Split.of(manifest, "train", files), transforms, folder);
    }

    private static DatasetManifest manifest(int examples) {
        DatasetSplit split = new DatasetSplit(
                examples,
                List.of(new DatasetFile("inputs.idx", null, null), new DatasetFile("labels.idx", null, null)));
        DataFormat format = new DataFormat.Idx(List.of(2, 1, 1), new Target.Classes(List.of("a", "b")));
        return new DatasetManifest("tiny", 1, "Tiny", null, "CC0-1.0", "made up", format, Map.of("train", split));
    }
}
