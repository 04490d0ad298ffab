package org.commonwatt.worker.training.objective;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

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

    /** An empty score of the metric. */
    static Score of(Metric metric) {
        return switch (metric) {
            case ACCURACY -> new Accuracy();
            case MAE -> new AbsoluteError();
            case R2 -> new Determination();
        };
    }

    /** Share of examples whose largest output is the label. */
    final class Accuracy implements Score {
        private long right;
        private long all;

        @Override
        public void add(NDArray output, NDArray target) {
            NDArray hits = output.argMax(1).eq(target.reshape(-1));
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

    /** Mean absolute error over all numbers. */
    final class AbsoluteError implements Score {
        private double sum;
        private long count;

        @Override
        public void add(NDArray output, NDArray target) {
            float[] given = output.toFloatArray();
            float[] wanted = numbers(output, target);
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
        private double residual;
        private long count;
        private double[] mean = {};
        private double[] spread = {};

        @Override
        public void add(NDArray output, NDArray target) {
            int width = Math.toIntExact(output.getShape().get(1));
            if (count == 0) {
                mean = new double[width];
                spread = new double[width];
            }
            float[] given = output.toFloatArray();
            float[] wanted = numbers(output, target);
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

    private static float[] numbers(NDArray output, NDArray target) {
        if (target.getDataType() == DataType.FLOAT32) {
            return target.toFloatArray();
        }
        int classes = Math.toIntExact(output.getShape().get(1));
        return target.reshape(-1)
                .oneHot(classes)
                .toType(DataType.FLOAT32, false)
                .toFloatArray();
    }
}
