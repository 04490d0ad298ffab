package org.commonwatt.worker.training.objective;

import java.util.Arrays;

import org.commonwatt.protocol.spec.Metric;

/** A metric on texts that a network makes on its own, gathered text by text. */
public sealed interface TextScore {

    /** Tokens of a text that was made, and of the one that is wanted, without start, end and padding. */
    void add(int[] made, int[] wanted);

    /** The metric over all that was added; NaN before the first. */
    double value();

    /** The metric's name in reports. */
    String name();

    /** Whether a metric is one of these. */
    static boolean measures(Metric metric) {
        return switch (metric) {
            case SEQUENCE_ACCURACY, TOKEN_ERROR_RATE -> true;
            case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1, MAE, R2, PERPLEXITY, TOKEN_ACCURACY -> false;
        };
    }

    /** An empty score of the metric. */
    static TextScore of(Metric metric) {
        return switch (metric) {
            case SEQUENCE_ACCURACY -> new Exact();
            case TOKEN_ERROR_RATE -> new Edits();
            case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1, MAE, R2, PERPLEXITY, TOKEN_ACCURACY ->
                throw new IllegalArgumentException(metric + " is measured on outputs");
        };
    }

    /** Share of texts that are exactly as wanted. */
    final class Exact implements TextScore {
        private long right;
        private long all;

        @Override
        public void add(int[] made, int[] wanted) {
            right += Arrays.equals(made, wanted) ? 1 : 0;
            all++;
        }

        @Override
        public double value() {
            return (double) right / all;
        }

        @Override
        public String name() {
            return "sequenceAccuracy";
        }
    }

    /** Edits as a share of the tokens that are wanted. */
    final class Edits implements TextScore {
        private long edits;
        private long tokens;

        @Override
        public void add(int[] made, int[] wanted) {
            edits += distance(made, wanted);
            tokens += wanted.length;
        }

        @Override
        public double value() {
            return (double) edits / tokens;
        }

        @Override
        public String name() {
            return "tokenErrorRate";
        }

        /** Fewest tokens to change, put in or take out (Wagner and Fischer 1974), row by row. */
        private static int distance(int[] made, int[] wanted) {
            int[] row = new int[wanted.length + 1];
            Arrays.setAll(row, place -> place);
            for (int i = 1; i <= made.length; i++) {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j <= wanted.length; j++) {
                    int changed = diagonal + (made[i - 1] == wanted[j - 1] ? 0 : 1);
                    diagonal = row[j];
                    row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
                }
            }
            return row[wanted.length];
        }
    }
}
