package org.commonwatt.worker.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.data.Batches;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.data.Epoch;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Transduction;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.objective.Score;
import org.commonwatt.worker.training.objective.TextScore;

/** Measures a network on a split without changing anything. */
final class Evaluation {

    private final Network network;
    private final Objective objective;
    private final Loss loss;
    private final List<Metric> metrics;
    private final Batches batches;
    private final NDManager manager;

    /** @param spec what says by which loss the network learns, and which metrics are measured */
    Evaluation(Network network, JobSpec spec, Batches batches, NDManager manager) {
        this.network = network;
        this.objective = Objective.of(spec.loss());
        this.loss = spec.loss();
        this.metrics = spec.metrics();
        this.batches = batches;
        this.manager = manager;
    }

    /** Called between batches; may end the evaluation. */
    interface Pulse {
        boolean goOn();
    }

    /** How an evaluation ended. */
    sealed interface Result {

        /** {@code pulse} ended it early. */
        record Interrupted() implements Result {}

        /** @param values the mean loss and all metrics by name, those that are not finite on this split left out */
        record Measured(Map<String, Double> values) implements Result {}
    }

    /** Goes through the split once. */
    Result run(Pulse pulse) throws DataFault, IOException {
        List<Score> scores = metrics.stream()
                .filter(metric -> !TextScore.measures(metric))
                .map(metric -> Score.of(metric, loss))
                .toList();
        List<TextScore> ofTexts =
                metrics.stream().filter(TextScore::measures).map(TextScore::of).toList();
        double sum = 0;
        long weights = 0;
        for (long number = 0; number < batches.perEpoch(); number++) {
            if (!pulse.goOn()) {
                return new Result.Interrupted();
            }
            try (NDManager part = manager.newSubManager()) {
                Batches.Batch batch = batches.read(number, Epoch.IN_ORDER, part);
                NDArray output = network.evaluate(batch.inputs());
                long weight = objective.weight(batch.targets());
                sum += (double) objective.of(output, batch.targets()).getFloat() * weight;
                weights += weight;
                for (Score score : scores) {
                    score.add(output, batch.targets());
                }
                if (!ofTexts.isEmpty()) {
                    compare(batch, ofTexts);
                }
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        putFinite(values, "loss", sum / weights);
        for (Score score : scores) {
            putFinite(values, score.name(), score.value());
        }
        for (TextScore score : ofTexts) {
            putFinite(values, score.name(), score.value());
        }
        return new Result.Measured(values);
    }

    /**
     * Compares the texts that the network makes with those that are wanted. It may write as many tokens as the batch's
     * longest text has with its end: one that has not ended by then is wrong.
     */
    private void compare(Batches.Batch batch, List<TextScore> scores) {
        int longest = (int) batch.targets().getShape().get(1);
        int[][] made = new Transduction(network, longest).greedy(batch.inputs().head());
        long[] wanted = batch.targets().toLongArray();
        for (int i = 0; i < made.length; i++) {
            int[] text = Arrays.stream(wanted, i * longest, (i + 1) * longest)
                    .takeWhile(token -> token != TextUse.END && token != TextUse.PADDING)
                    .mapToInt(Math::toIntExact)
                    .toArray();
            for (TextScore score : scores) {
                score.add(made[i], text);
            }
        }
    }

    private static void putFinite(Map<String, Double> values, String name, double value) {
        if (Double.isFinite(value)) {
            values.put(name, value);
        }
    }
}
