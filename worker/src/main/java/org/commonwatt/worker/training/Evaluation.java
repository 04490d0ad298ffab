package org.commonwatt.worker.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.worker.training.data.Batches;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.objective.Score;

/** Measures a network on a split without changing anything. */
final class Evaluation {

    private final Network network;
    private final Objective objective;
    private final List<Metric> metrics;
    private final Batches batches;
    private final NDManager manager;

    Evaluation(Network network, Objective objective, List<Metric> metrics, Batches batches, NDManager manager) {
        this.network = network;
        this.objective = objective;
        this.metrics = metrics;
        this.batches = batches;
        this.manager = manager;
    }

    /** Called between batches; may end the evaluation. */
    interface Pulse {
        boolean goOn();
    }

    /**
     * The mean loss and all metrics by name, metrics that are undefined on this split left out; empty when {@code pulse}
     * ended it early.
     */
    Map<String, Double> run(Pulse pulse) throws DataFault, IOException {
        List<Score> scores = metrics.stream().map(Score::of).toList();
        double loss = 0;
        long examples = 0;
        for (long number = 0; number < batches.perEpoch(); number++) {
            if (!pulse.goOn()) {
                return Map.of();
            }
            try (NDManager part = manager.newSubManager()) {
                Batches.Batch batch = batches.read(number, place -> place, part);
                NDArray output = network.evaluate(batch.inputs().singletonOrThrow());
                loss += (double) objective.of(output, batch.targets()).getFloat() * batch.size();
                examples += batch.size();
                for (Score score : scores) {
                    score.add(output, batch.targets());
                }
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        putFinite(values, "loss", loss / examples);
        for (Score score : scores) {
            putFinite(values, score.name(), score.value());
        }
        return values;
    }

    private static void putFinite(Map<String, Double> values, String name, double value) {
        if (Double.isFinite(value)) {
            values.put(name, value);
        }
    }
}
