package org.commonwatt.worker.training.objective;

import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.worker.training.comparison.Bleu;
import org.commonwatt.worker.training.comparison.ErrorRate;

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
            case SEQUENCE_ACCURACY, TOKEN_ERROR_RATE, BLEU -> true;
            case ACCURACY, TOP3_ACCURACY, TOP5_ACCURACY, MACRO_F1, MAE, R2, PERPLEXITY, TOKEN_ACCURACY -> false;
        };
    }

    /** An empty score of the metric. */
    static TextScore of(Metric metric) {
        return switch (metric) {
            case SEQUENCE_ACCURACY -> new Exact();
            case TOKEN_ERROR_RATE -> new Edits();
            case BLEU -> new Overlap();
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
        private final ErrorRate rate = new ErrorRate();

        @Override
        public void add(int[] made, int[] wanted) {
            rate.add(made, wanted);
        }

        @Override
        public double value() {
            return rate.value();
        }

        @Override
        public String name() {
            return "tokenErrorRate";
        }
    }

    /** BLEU of all texts together. */
    final class Overlap implements TextScore {
        private final Bleu bleu = new Bleu();

        @Override
        public void add(int[] made, int[] wanted) {
            bleu.add(made, List.of(wanted));
        }

        @Override
        public double value() {
            return bleu.value();
        }

        @Override
        public String name() {
            return "bleu";
        }
    }
}
