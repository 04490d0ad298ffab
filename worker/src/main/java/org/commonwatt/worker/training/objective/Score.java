package org.commonwatt.worker.training.objective;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;

/** A metric gathered batch by batch; sums are kept in float64. */
public sealed interface Score {

    /**
     * @param output (N, D)
     * @param target class indices (N, 1) as int64, or numbers (N, D) as float32
     */
    void add(NDArray output, NDArray target);

    /** The metric over all that was added; NaN before the first. */
    double value();

    /** The metric's name in reports. */
    String name();

    /**
     * An empty score of the metric.
     *
     * @param loss what the network learns by: it says what its outputs stand for
     */
    static Score of(Metric metric, Loss loss) {
        return switch (metric) {
            case ACCURACY -> new Accuracy();
            case TOP3_ACCURACY -> new TopAccuracy(3);
            case TOP5_ACCURACY -> new TopAccuracy(5);
            case MACRO_F1 -> new MacroF1();
            case MAE -> new AbsoluteError(Targets.numbersUnder(loss));
            case R2 -> new Determination(Targets.numbersUnder(loss));
            case PERPLEXITY -> new Perplexity();
            case TOKEN_ACCURACY -> new TokenAccuracy();
            case SEQUENCE_ACCURACY, TOKEN_ERROR_RATE, BLEU ->
                throw new IllegalArgumentException(metric + " is measured on texts that a network makes");
        };
    }

    /** The exponential of the mean cross-entropy of a token: output (N, T, V), target (N, T). */
    final class Perplexity implements Score {
        private double sum;
        private long tokens;

        @Override
        public void add(NDArray output, NDArray target) {
            NDArray ofToken =
                    output.logSoftmax(2).gather(target.expandDims(2), 2).squeeze(2);
            NDArray real = target.neq(0);
            sum -= ofToken.mul(real.toType(DataType.FLOAT32, false))
                    .toType(DataType.FLOAT64, false)
                    .sum()
                    .getDouble();
            tokens += real.toType(DataType.INT64, false).sum().getLong();
        }

        @Override
        public double value() {
            return Math.exp(sum / tokens);
        }

        @Override
        public String name() {
            return "perplexity";
        }
    }

    /** Share of tokens whose largest output is the right one: output (N, T, V), target (N, T). */
    final class TokenAccuracy implements Score {
        private long right;
        private long tokens;

        @Override
        public void add(NDArray output, NDArray target) {
            NDArray real = target.neq(0);
            NDArray hits = output.argMax(2).eq(target).logicalAnd(real);
            right += hits.toType(DataType.INT64, false).sum().getLong();
            tokens += real.toType(DataType.INT64, false).sum().getLong();
        }

        @Override
        public double value() {
            return (double) right / tokens;
        }

        @Override
        public String name() {
            return "tokenAccuracy";
        }
    }

    /** Share of examples whose largest output is the label. */
    final class Accuracy implements Score {
        private long right;
        private long all;

        @Override
        public void add(NDArray output, NDArray target) {
            NDArray hits = Targets.scores(output).argMax(1).eq(Targets.labels(target));
            right += hits.toType(DataType.INT64, false).sum().getLong();
            all += output.getShape().get(0);
        }

        @Override
        public double value() {
            return (double) right / all;
        }

        @Override
        public String name() {
            return "accuracy";
        }
    }

    /**
     * Share of examples whose label is among the {@code places} largest outputs. Outputs as large as the label's stand
     * behind it if their class has a higher index.
     */
    final class TopAccuracy implements Score {
        private final int places;
        private long right;
        private long all;

        TopAccuracy(int places) {
            this.places = places;
        }

        @Override
        public void add(NDArray output, NDArray target) {
            float[] scores = Targets.scores(output).toFloatArray();
            long[] labels = Targets.labels(target).toLongArray();
            int classes = scores.length / labels.length;
            for (int i = 0; i < labels.length; i++) {
                int label = (int) labels[i];
                float own = scores[i * classes + label];
                int before = 0;
                for (int c = 0; c < classes; c++) {
                    float other = scores[i * classes + c];
                    if (other > own || (other == own && c < label)) {
                        before++;
                    }
                }
                right += before < places ? 1 : 0;
            }
            all += labels.length;
        }

        @Override
        public double value() {
            return (double) right / all;
        }

        @Override
        public String name() {
            return "top" + places + "Accuracy";
        }
    }

    /**
     * Mean of 2·TP/(2·TP + FP + FN) over the classes that were seen or predicted (Opitz and Burst 2019, arXiv:1911.03347,
     * the mean of F1 scores).
     */
    final class MacroF1 implements Score {
        private long[] hits = {};
        private long[] predicted = {};
        private long[] seen = {};

        @Override
        public void add(NDArray output, NDArray target) {
            NDArray scores = Targets.scores(output);
            int classes = Math.toIntExact(scores.getShape().get(1));
            if (seen.length == 0) {
                hits = new long[classes];
                predicted = new long[classes];
                seen = new long[classes];
            }
            long[] guesses = scores.argMax(1).toLongArray();
            long[] labels = Targets.labels(target).toLongArray();
            for (int i = 0; i < labels.length; i++) {
                int guess = (int) guesses[i];
                int label = (int) labels[i];
                predicted[guess]++;
                seen[label]++;
                hits[label] += guess == label ? 1 : 0;
            }
        }

        @Override
        public double value() {
            double sum = 0;
            int counted = 0;
            for (int c = 0; c < seen.length; c++) {
                // 2·TP + FP + FN
                long either = seen[c] + predicted[c];
                if (either > 0) {
                    sum += 2.0 * hits[c] / either;
                    counted++;
                }
            }
            return sum / counted;
        }

        @Override
        public String name() {
            return "macroF1";
        }
    }

    /** Mean absolute error over all numbers. */
    final class AbsoluteError implements Score {
        private final UnaryOperator<NDArray> numbers;
        private double sum;
        private long count;

        /** @param numbers what the network's outputs stand for */
        AbsoluteError(UnaryOperator<NDArray> numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(NDArray output, NDArray target) {
            float[] given = numbers.apply(output).toFloatArray();
            float[] wanted = Targets.asNumbers(output, target).toFloatArray();
            for (int i = 0; i < given.length; i++) {
                sum += Math.abs((double) given[i] - wanted[i]);
            }
            count += given.length;
        }

        @Override
        public double value() {
            return sum / count;
        }

        @Override
        public String name() {
            return "mae";
        }
    }

    /**
     * Coefficient of determination, 1 − Σ(y − ŷ)² / Σ(y − ȳ)² with ȳ the mean of each output's own targets. Targets
     * that do not vary leave it undefined: NaN.
     */
    final class Determination implements Score {
        private final UnaryOperator<NDArray> numbers;
        private double residual;
        private long count;
        private double[] mean = {};
        private double[] spread = {};

        /** @param numbers what the network's outputs stand for */
        Determination(UnaryOperator<NDArray> numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(NDArray output, NDArray target) {
            int width = Math.toIntExact(output.getShape().get(1));
            if (count == 0) {
                mean = new double[width];
                spread = new double[width];
            }
            float[] given = numbers.apply(output).toFloatArray();
            float[] wanted = Targets.asNumbers(output, target).toFloatArray();
            for (int i = 0; i < given.length; i++) {
                int column = i % width;
                double error = (double) wanted[i] - given[i];
                residual += error * error;
                if (column == 0) {
                    count++;
                }
                // Welford's update: no difference of large sums.
                double before = wanted[i] - mean[column];
                mean[column] += before / count;
                spread[column] += before * (wanted[i] - mean[column]);
            }
        }

        @Override
        public double value() {
            double total = Arrays.stream(spread).sum();
            return total == 0 ? Double.NaN : 1 - residual / total;
        }

        @Override
        public String name() {
            return "r2";
        }
    }
}
