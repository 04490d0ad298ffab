package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The arithmetic of sequence layers, one value after the other. */
final class Sums {

    private Sums() {}

    static double[] flat(List<double[]> rows) {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    static double[] affine(double[][] weight, double[] x, double[] bias) {
        double[] y = new double[weight.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weight[i][j] * x[j];
            }
        }
        return y;
    }

    static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    static double[] each(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The states after every place, from zeros. */
    static List<double[]> recurrent(Recurrence.Kind kind, Weights weights, String name, List<double[]> xs) {
        int units = weights.matrix(name + ".stateWeight")[0].length;
        return recurrent(kind, weights, name, xs, new double[units], new double[units]);
    }

    /** The states after every place. */
    static List<double[]> recurrent(
            Recurrence.Kind kind, Weights weights, String name, List<double[]> xs, double[] begin, double[] firstCell) {
        double[][] w = weights.matrix(name + ".inputWeight");
        double[][] u = weights.matrix(name + ".stateWeight");
        double[] b = weights.vector(name + ".inputBias");
        double[] c = weights.vector(name + ".stateBias");
        int units = u[0].length;
        double[] state = begin;
        double[] cell = firstCell.clone();
        List<double[]> states = new ArrayList<>();
        for (double[] x : xs) {
            double[] ofInput = affine(w, x, b);
            double[] ofState = affine(u, state, c);
            double[] next = new double[units];
            for (int i = 0; i < units; i++) {
                switch (kind) {
                    case LSTM -> {
                        double in = sigmoid(ofInput[i] + ofState[i]);
                        double forget = sigmoid(ofInput[units + i] + ofState[units + i]);
                        double news = Math.tanh(ofInput[2 * units + i] + ofState[2 * units + i]);
                        double out = sigmoid(ofInput[3 * units + i] + ofState[3 * units + i]);
                        cell[i] = forget * cell[i] + in * news;
                        next[i] = out * Math.tanh(cell[i]);
                    }
                    case GRU -> {
                        double reset = sigmoid(ofInput[i] + ofState[i]);
                        double keep = sigmoid(ofInput[units + i] + ofState[units + i]);
                        double news = Math.tanh(ofInput[2 * units + i] + reset * ofState[2 * units + i]);
                        next[i] = (1 - keep) * news + keep * state[i];
                    }
                    case RNN -> next[i] = Math.tanh(ofInput[i] + ofState[i]);
                }
            }
            state = next;
            states.add(next);
        }
        return states;
    }

    static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    static double[] normalise(Weights weights, String name, double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        double[] scale = weights.vector(name + ".weight");
        double[] shift = weights.vector(name + ".bias");
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * scale[i] + shift[i];
        }
        return y;
    }

    static double[] dense(Weights weights, String name, double[] x) {
        return affine(weights.matrix(name + ".weight"), x, weights.vector(name + ".bias"));
    }

    /** What one place sees: {@code keys} and {@code values} are those that it may see. */
    static double[] attend(double[] query, List<double[]> keys, List<double[]> values, int heads) {
        int width = query.length / heads;
        double[] seen = new double[query.length];
        for (int head = 0; head < heads; head++) {
            double[] shares = new double[keys.size()];
            double total = 0;
            for (int s = 0; s < shares.length; s++) {
                double score = 0;
                for (int i = head * width; i < (head + 1) * width; i++) {
                    score += query[i] * keys.get(s)[i];
                }
                shares[s] = Math.exp(score / Math.sqrt(width));
                total += shares[s];
            }
            for (int s = 0; s < shares.length; s++) {
                for (int i = head * width; i < (head + 1) * width; i++) {
                    seen[i] += shares[s] / total * values.get(s)[i];
                }
            }
        }
        return seen;
    }

    /** One transformer block over the places of one example, none of them padding. */
    static List<double[]> block(Weights weights, String name, List<double[]> xs, int heads, boolean causal) {
        return selfAttention(weights, name, xs, heads, causal).stream()
                .map(half -> feedForward(weights, name, half))
                .toList();
    }

    static List<double[]> selfAttention(Weights weights, String name, List<double[]> xs, int heads, boolean causal) {
        int width = xs.getFirst().length;
        List<double[]> queries = new ArrayList<>();
        List<double[]> keys = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (double[] x : xs) {
            double[] all = dense(weights, name + ".attention", normalise(weights, name + ".norm1", x));
            queries.add(Arrays.copyOfRange(all, 0, width));
            keys.add(Arrays.copyOfRange(all, width, 2 * width));
            values.add(Arrays.copyOfRange(all, 2 * width, 3 * width));
        }
        List<double[]> ys = new ArrayList<>();
        for (int t = 0; t < xs.size(); t++) {
            int visible = causal ? t + 1 : xs.size();
            double[] seen = attend(queries.get(t), keys.subList(0, visible), values.subList(0, visible), heads);
            ys.add(plus(xs.get(t), dense(weights, name + ".projection", seen)));
        }
        return ys;
    }

    static double[] feedForward(Weights weights, String name, double[] x) {
        double[] inner = each(dense(weights, name + ".expansion", normalise(weights, name + ".norm2", x)), Sums::gelu);
        return plus(x, dense(weights, name + ".contraction", inner));
    }

    /** x·Φ(x), by the series Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/15 + …). */
    static double gelu(double x) {
        double term = x;
        double sum = x;
        for (int i = 1; i < 200; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return x * (0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
    }
}
