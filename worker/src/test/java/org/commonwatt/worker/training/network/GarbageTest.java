package org.commonwatt.worker.training.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.tensor.Scalars;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine needs for a gradient must not lie where Java's garbage collection frees it. */
class GarbageTest {

    private static final int ROUNDS = 3;
    private static final int PIECES = 10_000;

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aNumberThatValuesWereMultipliedByStaysUntilTheirGradientIsThere() {
        NDArray x = manager.create(new float[] {1, 2});
        x.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray sum = Scalars.times(x, 3).sum();
            collectGarbage();
            collector.backward(sum);
        }

        assertThat(x.getGradient().toFloatArray()).containsExactly(3, 3);
    }

    static List<List<Layer>> layers() {
        return List.of(
                List.of(new Layer.SelfAttentionBlock(null, 2, true, null, 0)),
                List.of(new Layer.Activation(null, ActivationFunction.SILU)),
                List.of(new Layer.Activation(null, ActivationFunction.RELU6)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aGarbageCollectionBetweenThePassesLeavesALayersGradientAlone(List<Layer> middle) {
        List<Layer> layers = new ArrayList<>(List.of(new Layer.Dense(null, 4, true)));
        layers.addAll(middle);
        Network network = Networks.of(manager, List.of(3, 4), layers.toArray(Layer[]::new));
        NDArray x = manager.arange(24f).reshape(2, 3, 4).sin();

        NDArray targets = manager.ones(new Shape(2, 3), DataType.INT64);
        Loss loss = new Loss.SequenceCrossEntropy(0.1);
        assertThat(gradient(network, loss, x, targets, true)).isEqualTo(gradient(network, loss, x, targets, false));
    }

    static List<Loss> losses() {
        return List.of(new Loss.HalfMse(), new Loss.Huber(0.1));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aGarbageCollectionBetweenThePassesLeavesALossGradientAlone(Loss loss) {
        Network network = Networks.of(manager, List.of(4), new Layer.Dense(null, 4, true));
        NDArray x = manager.arange(24f).reshape(6, 4).sin();
        NDArray targets = x.cos();

        assertThat(gradient(network, loss, x, targets, true)).isEqualTo(gradient(network, loss, x, targets, false));
    }

    private float[] gradient(Network network, Loss loss, NDArray x, NDArray targets, boolean disturbed) {
        try (NDManager part = manager.newSubManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray leaf = network.leaf(part);
            NDArray result = Objective.of(loss).of(network.train(x, leaf), targets);
            if (disturbed) {
                collectGarbage();
            }
            collector.backward(result);
            float[] values = new float[(int) leaf.size()];
            FlatVector.over(leaf.getGradient()).floats().get(values);
            return values;
        }
    }

    /** Frees what Java thinks that nobody needs, and writes over it. */
    private static void collectGarbage() {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            List<ByteBuffer> pieces = new ArrayList<>();
            for (int i = 0; i < PIECES; i++) {
                // Eight bytes hold a double, or two floats.
                pieces.add(ByteBuffer.allocateDirect(Double.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putFloat(0, 7)
                        .putFloat(Float.BYTES, 7));
            }
            assertThat(pieces).hasSize(PIECES);
        }
    }
}
