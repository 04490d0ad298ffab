package org.commonwatt.protocol.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.architecture.Architectures;
import org.commonwatt.protocol.architecture.BaseModel;
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
     * Plans a spec that refers to no trained model.
     *
     * @throws Rejected as {@link #plan(JobSpec, DatasetManifest, BaseModel)}
     */
    public static WorkPlan plan(JobSpec spec, DatasetManifest manifest) throws Rejected {
        return plan(spec, manifest, null);
    }

    /**
     * Follows the dataset's examples through the network and adds up.
     *
     * @param base the trained model that the spec refers to, or null where it is not at hand or there is none
     * @throws Rejected with every violation of spec and dataset taken together, and the first layer that can't take its
     *     input's shape; without lines and columns
     */
    public static WorkPlan plan(JobSpec spec, DatasetManifest manifest, @Nullable BaseModel base) throws Rejected {
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
                        transfer(train, evaluation),
                        Scratch.bytes(format, train, evaluation));
        DatasetFit.check(spec.dataset(), violations);
        Input input = prepared(spec, format, violations);
        TextFit.check(spec.dataset(), format, violations);
        ObjectiveFit.checkModel(spec.model(), target, violations);
        ObjectiveFit.checkWords(spec, target, violations);
        ObjectiveFit.checkLoss(spec.loss(), target, violations);
        ObjectiveFit.checkMetrics(spec.metrics(), target, violations);
        TrainingFit.checkLength(spec.training(), violations);
        ScheduleFit.check(spec.schedule(), violations);
        Outputs wanted = Outputs.of(spec.loss(), target, text);
        Network network = input == null || wanted == null ? null : network(spec, input, wanted, base, violations);
        WorkPlan plan = input == null || network == null || splits == null
                ? null
                : addUp(spec, network, input, splits, violations);
        violations.throwIfAny();
        return Objects.requireNonNull(plan);
    }

    private static @Nullable Network network(
            JobSpec spec, Input input, Outputs wanted, @Nullable BaseModel base, Violations violations) {
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
        if (model instanceof Model.Word2vec words) {
            return vocabulary == null ? null : SkipGrams.follow(words, input, vocabulary);
        }
        List<Layer> layers = Architectures.layers(model, ends(input, wanted, base), violations);
        Network network = layers == null ? null : Network.follow(model, layers, input, violations);
        if (layers != null && network != null) {
            Shape output = new Shape(network.layers().getLast().outputShape());
            ObjectiveFit.checkOutput(model, layers, spec.loss(), output, wanted, violations);
            if (wanted.isNextToken() && output.equals(wanted.shape())) {
                ForesightFit.check(model, layers, violations);
            }
            if (model instanceof Model.Base with && base != null) {
                BaseFit.check(with, base, network, violations);
            }
        }
        return network;
    }

    /**
     * The layers that a spec's model stands for on a dataset; the trainer knows no others.
     *
     * @param base the trained model that the spec refers to, or null where there is none
     * @throws Rejected when there is no such variant of an architecture, or no such layer in the base
     */
    public static List<Layer> layers(JobSpec spec, DatasetManifest manifest, @Nullable BaseModel base) throws Rejected {
        Violations violations = new Violations();
        TextUse text = spec.dataset().text();
        Input input = prepared(spec, manifest.format(), violations);
        Outputs wanted = Outputs.of(spec.loss(), manifest.format().target(), text);
        TextFit.check(spec.dataset(), manifest.format(), violations);
        List<Layer> layers = input == null || wanted == null
                ? null
                : Architectures.layers(spec.model(), ends(input, wanted, base), violations);
        violations.throwIfAny();
        return Objects.requireNonNull(layers);
    }

    /** What examples are after all transforms; null after noting why they can't be. */
    private static @Nullable Input prepared(JobSpec spec, DataFormat format, Violations violations) {
        Input input = Inputs.of(format, spec.dataset().text());
        if (input == null || input.isTokens()) {
            return input;
        }
        Shape shape = TransformFit.follow(spec.dataset().transforms(), input.shape(), violations);
        return shape == null ? null : Input.numbers(shape);
    }

    private static Ends ends(Input input, Outputs wanted, @Nullable BaseModel base) {
        return new Ends(
                input.shape().dimensions(), input.vocabulary(), wanted.shape().last(), base);
    }

    /**
     * What each of {@code layers} does to a dataset's examples as a spec prepares them, whatever it would take to train them.
     *
     * @throws Rejected naming the first layer that can't take its input's shape
     */
    public static List<LayerPlan> follow(List<Layer> layers, JobSpec spec, DatasetManifest manifest) throws Rejected {
        Violations violations = new Violations();
        TextFit.check(spec.dataset(), manifest.format(), violations);
        Input input = prepared(spec, manifest.format(), violations);
        Network network = input == null ? null : Network.follow(layers, input, violations);
        violations.throwIfAny();
        return Objects.requireNonNull(network).layers();
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
     * @param scratchBytes what is written to read examples from
     */
    private record Splits(long train, long evaluation, long transferBytes, double scratchBytes) {

        long examples() {
            return train + evaluation;
        }
    }

    private static @Nullable WorkPlan addUp(
            JobSpec spec, Network network, Input input, Splits splits, Violations violations) {
        List<LayerPlan> layers = network.layers();
        Training training = spec.training();
        long batchSize = training.batchSize();
        try {
            long parameters = sum(layers.subList(network.frozen(), layers.size()), LayerPlan::parameters);
            long forward = sum(layers, LayerPlan::flops);
            long stepsPerEpoch = Math.ceilDiv(splits.train(), batchSize * training.accumulation());
            long steps = TrainingFit.steps(training, stepsPerEpoch);
            double kept = keptFeatures(spec, network, splits);
            long frozenBatch = kept > 0 ? FrozenFeatures.BATCH : batchSize;
            long memory = Memory.bytes(network, input.shape(), parameters, spec, frozenBatch);
            Budget.check(parameters, forward, steps, memory, spec, violations);
            Budget.checkScratch(splits.scratchBytes() + kept, violations);
            TrainingFit.check(training, spec.metrics(), steps, violations);
            BatchFit.check(layers.subList(network.frozen(), layers.size()), splits.train(), batchSize, violations);
            double learned = (double) splits.train() * steps / stepsPerEpoch;
            double evaluated = (double) splits.evaluation() * TrainingFit.evaluations(training, stepsPerEpoch, steps);
            double flops =
                    trainingFlops(network, kept > 0 ? splits.examples() : learned + evaluated, learned, evaluated);
            return new WorkPlan(
                    layers,
                    parameters,
                    forward,
                    flops,
                    steps,
                    stepsPerEpoch,
                    memory,
                    splits.transferBytes(),
                    (long) (splits.scratchBytes() + kept),
                    Stream.of(HardwareClass.LAPTOP, HardwareClass.DESKTOP, HardwareClass.GRAPHICS)
                            .map(hardware -> hardware.estimate(flops, steps, parameters))
                            .toList());
        } catch (ArithmeticException e) {
            violations.add("/model", "the network's parameters, operations or memory would exceed 2^63");
            return null;
        }
    }

    /** Bytes of what the frozen layers make of the examples; 0 where that is not kept. */
    private static double keptFeatures(JobSpec spec, Network network, Splits splits) {
        if (network.frozen() == 0) {
            return 0;
        }
        LayerPlan last = network.layers().get(network.frozen() - 1);
        return FrozenFeatures.areKept(spec, last, splits.examples())
                ? FrozenFeatures.bytes(last, splits.examples())
                : 0;
    }

    /**
     * Frozen layers have no backward pass.
     *
     * @param seen examples that go through the frozen layers, each as often as it does
     * @param learned examples learned from, each as often as it is
     * @param evaluated examples evaluated, each as often as it is
     */
    private static double trainingFlops(Network network, double seen, double learned, double evaluated) {
        List<LayerPlan> frozen = network.layers().subList(0, network.frozen());
        List<LayerPlan> trained =
                network.layers().subList(network.frozen(), network.layers().size());
        return seen * sum(frozen, LayerPlan::flops)
                + sum(trained, LayerPlan::flops) * (TRAINING_PASSES * learned + evaluated);
    }

    private static long sum(List<LayerPlan> layers, ToLongFunction<LayerPlan> what) {
        return layers.stream().mapToLong(what).reduce(0, Math::addExact);
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
