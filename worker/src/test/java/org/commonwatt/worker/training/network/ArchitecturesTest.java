package org.commonwatt.worker.training.network;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.architecture.Architectures;
import org.commonwatt.protocol.architecture.Ends;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.Stem;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitecturesTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    static Stream<Model> models() {
        return Stream.of(
                new Model.Mlp(List.of(16, 8), ActivationFunction.TANH, 0.1),
                new Model.Lenet(2, ActivationFunction.RELU),
                new Model.Vgg(16, 2, false, List.of(16), 0),
                new Model.Vgg(11, 2, true, List.of(), 0),
                new Model.Resnet(18, 2, Stem.SMALL),
                new Model.Resnet(50, 2, Stem.LARGE),
                new Model.MobilenetV2(0.1, Stem.SMALL, 0.2),
                new Model.MobilenetV2(0.1, Stem.LARGE, 0));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyArchitectureIsInTheEngineWhatItsPlanSaysAndLearnsInAllItsParts(Model model) throws Exception {
        List<Long> input = List.of(3L, 32L, 32L);
        List<Layer> layers = Objects.requireNonNull(Architectures.layers(model, Ends.of(input, 7), new Violations()));
        List<LayerPlan> plans = Plans.follow(layers, input);
        Network network = new Network(manager, layers, plans);
        network.initialise(3);
        NDArray batch = manager.randomNormal(new Shape(4, 3, 32, 32));

        assertThat(network.layout().size())
                .isEqualTo(plans.stream().mapToLong(LayerPlan::parameters).sum());
        assertThat(network.evaluate(batch).getShape()).isEqualTo(new Shape(4, 7));
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray leaf = network.leaf(manager);
            collector.backward(network.train(batch, leaf).square().sum());
            NDArray gradient = leaf.getGradient();
            assertThat(gradient.isNaN().any().getBoolean()).isFalse();
            for (Parameter parameter : network.layout().parameters()) {
                String part = parameter.offset() + ":" + (parameter.offset() + parameter.size());
                assertThat(gradient.get(part).abs().sum().getFloat())
                        .as(parameter.path())
                        .isPositive();
            }
        }
    }
}
