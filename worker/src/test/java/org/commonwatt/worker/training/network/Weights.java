package org.commonwatt.worker.training.network;

import java.util.Arrays;

/** A network's parameters in double precision, each by its path. */
final class Weights {

    private final Layout layout;
    private final double[] flat;

    Weights(Layout layout, double[] flat) {
        this.layout = layout;
        this.flat = flat;
    }

    double[] vector(String path) {
        Parameter parameter = parameter(path);
        return Arrays.copyOfRange(flat, (int) parameter.offset(), (int) (parameter.offset() + parameter.size()));
    }

    double[][] matrix(String path) {
        int columns = (int) parameter(path).shape().get(1);
        double[] values = vector(path);
        double[][] rows = new double[values.length / columns][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    private Parameter parameter(String path) {
        return layout.parameters().stream()
                .filter(parameter -> parameter.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + path));
    }
}
