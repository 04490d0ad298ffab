package org.commonwatt.worker.training.network;

import java.nio.FloatBuffer;

import org.commonwatt.worker.training.seed.Mixing;

/** Draws a matrix whose columns are orthonormal, evenly from all such matrices. */
final class OrthogonalColumns {

    private OrthogonalColumns() {}

    /** Normal draws, made orthogonal by the modified Gram-Schmidt process (Golub and Van Loan, section 5.2.8). */
    static void fill(FloatBuffer values, int columns, long stream) {
        int rows = values.capacity() / columns;
        double[][] matrix = new double[columns][rows];
        for (int column = 0; column < columns; column++) {
            double[] vector = matrix[column];
            for (int row = 0; row < rows; row++) {
                vector[row] = Mixing.gaussian(stream, (long) row * columns + column);
            }
            for (int before = 0; before < column; before++) {
                subtract(vector, matrix[before]);
            }
            double length = Math.sqrt(product(vector, vector));
            for (int row = 0; row < rows; row++) {
                vector[row] /= length;
                values.put(row * columns + column, (float) vector[row]);
            }
        }
    }

    /** Takes from {@code vector} what lies along {@code unit}, of length 1. */
    private static void subtract(double[] vector, double[] unit) {
        double share = product(vector, unit);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= share * unit[i];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
