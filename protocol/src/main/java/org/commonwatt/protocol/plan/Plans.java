package org.commonwatt.protocol.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.architecture.Architectures;
import org.commonwatt.protocol.architecture.Ends;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.protocol.spec.Training;

/** Works out what a spec needs, before anything is allocated or run. */
public final class Plans {

    /** A backward pass computes the gradients of inputs and of weights: twice a forward pass. */
    private static final double TRAINING_PASSES = 3;

    private Plans() {}

    /**
     * Follows the dataset's examples through the network and adds up.
     *
     * @throws Rejected with every violation of spec and dataset taken together, and the first layer that can't take its
     *     input's shape; without lines and columns
     */
    public static WorkPlan plan(JobSpec spec, DatasetManifest manifest) throws Rejected {
        Violations violations = new Violations();
        DataFormat format = manifest.format();
        TextUse text = spec.dataset().text();
        Target target = format.target();
        DatasetSplit train = DatasetFit.split(manifest, "train", spec.dataset().train(), violations);
        DatasetSplit evaluation =
                DatasetFit.split(manifest, "evaluation", spec.dataset().evaluation(), violations);
        Splits splits = train == null || evaluation == null
                ? null
                : new Splits(
                        TextFit.examples("train", train, format, text, violations),
                        TextFit.examples("evaluate", evaluation, format, text, violations),
                        transfer(train, evaluation));
        Input input = Inputs.of(format, text);
        DatasetFit.check(spec.dataset(), input, violations);
        TextFit.check(spec.dataset(), format, violations);
        ObjectiveFit.checkModel(spec.model(), target, violations);
        ObjectiveFit.checkLoss(spec.loss(), target, violations);
        ObjectiveFit.checkMetrics(spec.metrics(), target, violations);
        TrainingFit.checkLength(spec.training(), violations);
        Outputs wanted = Outputs.of(spec.loss(), target, text);
        Network network = input == null || wanted == null ? null : network(spec, input, wanted, violations);
        WorkPlan plan = input == null || network == null || splits == null
                ? null
                : addUp(spec, network, input, splits, violations);
        violations.throwIfAny();
        return Objects.requireNonNull(plan);
    }

    private static @Nullable Network network(JobSpec spec, Input input, Outputs wanted, Violations violations) {
        Model model = spec.model();
        Integer vocabulary = input.vocabulary();
        if (model instanceof Model.Transducer transducer) {
            if (vocabulary == null || wanted.shape().rank() != 2) {
                // It was noted that the target is no text.
                return null;
            }
            try {
                return Transducers.follow(transducer, input, vocabulary, wanted.shape());
            } catch (Misfit misfit) {
                String field = misfit.field().isEmpty() ? "" : "/" + misfit.field();
                violations.add("/model" + field, String.valueOf(misfit.getMessage()));
                return null;
            }
        }
        List<Layer> layers = Architectures.layers(model, ends(input, wanted), violations);
        Network network = layers == null ? null : Network.follow(model, layers, input, violations);
        if (layers != null && network != null) {
            Shape output = new Shape(network.layers().getLast().outputShape());
            ObjectiveFit.checkOutput(model, layers, spec.loss(), output, wanted, violations);
        }
        return network;
    }

    /**
     * The layers that a spec's model stands for on a dataset; the trainer knows no others.
     *
     * @throws Rejected when there is no such variant of an architecture
     */
    public static List<Layer> layers(JobSpec spec, DatasetManifest manifest) throws Rejected {
        Violations violations = new Violations();
        TextUse text = spec.dataset().text();
        Input input = Inputs.of(manifest.format(), text);
        Outputs wanted = Outputs.of(spec.loss(), manifest.format().target(), text);
        TextFit.check(spec.dataset(), manifest.format(), violations);
        List<Layer> layers = input == null || wanted == null
                ? null
                : Architectures.layers(spec.model(), ends(input, wanted), violations);
        violations.throwIfAny();
        return Objects.requireNonNull(layers);
    }

    private static Ends ends(Input input, Outputs wanted) {
        return new Ends(
                input.shape().dimensions(), input.vocabulary(), wanted.shape().last());
    }

    /**
     * What each of {@code layers} does to an input of a known shape.
     *
     * @param input shape of one example, without the batch dimension
     * @throws Rejected naming the first layer that can't take its input's shape
     */
    public static List<LayerPlan> follow(List<Layer> layers, List<Long> input) throws Rejected {
        Violations violations = new Violations();
        Network network = Network.follow(layers, Input.numbers(new Shape(input)), violations);
        violations.throwIfAny();
        return Objects.requireNonNull(network).layers();
    }

    /**
     * What a run takes from its splits.
     *
     * @param train number of examples of the split that is trained on
     * @param evaluation number of examples of the split that is evaluated on
     * @param transferBytes bytes of the files of both
     */
    private record Splits(long train, long evaluation, long transferBytes) {}

    private static @Nullable WorkPlan addUp(
            JobSpec spec, Network network, Input input, Splits splits, Violations violations) {
        List<LayerPlan> layers = network.layers();
        Training training = spec.training();
        long batchSize = training.batchSize();
        try {
            long parameters = layers.stream().mapToLong(LayerPlan::parameters).reduce(0, Math::addExact);
            long forward = layers.stream().mapToLong(LayerPlan::flops).reduce(0, Math::addExact);
            long stepsPerEpoch = Math.ceilDiv(splits.train(), batchSize * training.accumulation());
            long steps = TrainingFit.steps(training, stepsPerEpoch);
            long memory = Memory.bytes(network, input.shape(), parameters, spec.optimizer(), training);
            Budget.check(parameters, forward, steps, memory, spec, violations);
            TrainingFit.check(training, spec.metrics(), steps, violations);
            BatchFit.check(layers, splits.train(), batchSize, violations);
            double learned = TRAINING_PASSES * splits.train() * steps / stepsPerEpoch;
            double evaluated = (double) splits.evaluation() * TrainingFit.evaluations(training, stepsPerEpoch, steps);
            double flops = forward * (learned + evaluated);
            return new WorkPlan(
                    layers,
                    parameters,
                    forward,
                    flops,
                    steps,
                    stepsPerEpoch,
                    memory,
                    splits.transferBytes(),
                    Stream.of(HardwareClass.LAPTOP, HardwareClass.DESKTOP, HardwareClass.GRAPHICS)
                            .map(hardware -> hardware.estimate(flops, steps, parameters))
                            .toList());
        } catch (ArithmeticException e) {
            violations.add("/model", "the network's parameters, operations or memory would exceed 2^63");
            return null;
        }
    }

    /** Bytes of the files of both splits, each file once; files of unknown size, in a local manifest, count nothing. */
    private static long transfer(DatasetSplit train, DatasetSplit evaluation) {
        Set<String> seen = new HashSet<>();
        return Stream.of(train, evaluation)
                .flatMap(split -> split.files().stream())
                .filter(file -> seen.add(file.path()))
                .map(DatasetFile::size)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .reduce(0, Math::addExact);
    }
}
