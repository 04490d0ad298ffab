package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.pipe.Prediction;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.checkpoint.ModelFile;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.data.SingleInput;
import org.commonwatt.worker.training.data.SingleText;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.tensor.Torch;
import org.commonwatt.worker.training.text.TextCodec;

/** Builds a network again from its model's file alone, and asks it about one input. */
final class Predictor {

    private static final int MOST_GUESSES = 10;

    private final ModelFile.Origin origin;
    private final @Nullable BaseModel made;
    private final @Nullable TextCodec codec;
    private final @Nullable String inputType;

    private Predictor(Path file) throws IOException {
        this.origin = ModelFile.origin(file);
        this.made = ModelFile.made(file);
        this.codec = ModelFile.texts(file);
        this.inputType = ModelFile.inputType(file);
    }

    /** @throws RunFailure when the model or the input can't be used; its message says which, and why */
    static Prediction answer(ToTrainer.Predict order) throws RunFailure {
        Path file = Path.of(order.model());
        try (NDManager manager = Torch.load().newBaseManager(Device.cpu())) {
            // One input is too little work to share, and the answer then does not depend on the machine's threads.
            Torch.useThreads(1);
            Predictor predictor = new Predictor(file);
            Network network = predictor.network(manager);
            ModelFile.restore(file, network);
            return predictor.ask(network, order, manager);
        } catch (DataFault fault) {
            throw new RunFailure(FailureKind.SPEC, "The input can't be used: " + fault.getMessage());
        } catch (IOException | Rejected unusable) {
            throw new RunFailure(FailureKind.SPEC, "The model can't be used: " + unusable.getMessage());
        }
    }

    private Network network(NDManager manager) throws Rejected {
        return Built.asTrained(origin.spec(), origin.dataset(), made, manager);
    }

    private Prediction ask(Network network, ToTrainer.Predict order, NDManager manager)
            throws IOException, DataFault, RunFailure {
        ToTrainer.Input input = order.input();
        return switch (origin.dataset().format()) {
            case DataFormat.OfArrays arrays -> {
                SingleInput single =
                        new SingleInput(arrays, origin.spec().dataset().transforms(), inputType);
                NDArray output = network.evaluate(manager.create(single.read(input), single.shape()));
                yield switch (arrays.target()) {
                    case Target.Classes classes -> classes(classes.names(), output);
                    case Target.Numbers numbers -> new Prediction.Numbers(numbers(output));
                };
            }
            case DataFormat.OfTexts texts -> {
                TextUse use = origin.spec().dataset().text();
                if (codec == null || use == null) {
                    throw new RunFailure(FailureKind.SPEC, "The model can't be used: its file holds no vocabulary.");
                }
                String text = SingleText.read(input);
                if (origin.spec().model() instanceof Model.Word2vec words) {
                    yield new Prediction.Neighbours(
                            new NearestWords(network, codec, words.width()).of(text, MOST_GUESSES));
                }
                TextAnswers answers = new TextAnswers(network, codec, use, manager);
                yield switch (texts.target()) {
                    case Target.Classes classes -> classes(classes.names(), answers.output(text));
                    case Target.Text other -> new Prediction.Text(answers.other(text));
                    case Target.NextToken next -> new Prediction.Text(answers.continuation(text, order.sampling()));
                    case Target.Numbers none -> throw new IllegalStateException("texts have no numbers");
                };
            }
        };
    }

    /** One score for each class: probabilities where the loss made them such, else the outputs. */
    private NDArray scores(NDArray output) {
        return switch (origin.spec().loss()) {
            case Loss.SoftmaxCrossEntropy entropy -> output.softmax(-1);
            case Loss.BinaryCrossEntropy binary -> {
                NDArray second = Activation.sigmoid(output);
                yield output.getShape().get(1) == 1 ? second.neg().add(1).concat(second, 1) : second;
            }
            case Loss.SequenceCrossEntropy entropy -> output.softmax(-1);
            case Loss.NegativeSampling sampling -> output;
            case Loss.Mse mse -> output;
            case Loss.HalfMse half -> output;
            case Loss.Mae mae -> output;
            case Loss.Huber huber -> output;
        };
    }

    private List<Double> numbers(NDArray output) {
        NDArray values = origin.spec().loss() instanceof Loss.BinaryCrossEntropy ? Activation.sigmoid(output) : output;
        float[] floats = values.toFloatArray();
        return IntStream.range(0, floats.length)
                .mapToObj(i -> (double) floats[i])
                .toList();
    }

    private Prediction classes(List<String> names, NDArray output) {
        float[] scores = scores(output).toFloatArray();
        return new Prediction.Classes(IntStream.range(0, scores.length)
                .mapToObj(i -> new Prediction.Guess(names.get(i), scores[i]))
                .sorted(Comparator.comparingDouble(Prediction.Guess::score).reversed())
                .limit(MOST_GUESSES)
                .toList());
    }
}
