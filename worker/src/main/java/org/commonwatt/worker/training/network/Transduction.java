package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.TextUse;

/**
 * Makes texts with a network that was trained to: token after token, each chosen by what the network says of those before
 * it, until the one that ends a text.
 */
public final class Transduction {

    /** Exponent of a text's length in the divisor of its score (Wu et al. 2016, section 7, with the length alone). */
    private static final double LENGTH_EXPONENT = 0.6;

    private final Network network;
    private final int longest;

    /** @param longest most tokens of a text, the one that ends it included */
    public Transduction(Network network, int longest) {
        this.network = network;
        this.longest = longest;
    }

    /**
     * The likeliest token at each step.
     *
     * @param source (N, S)
     * @return for each source the tokens without start and end
     */
    public int[][] greedy(NDArray source) {
        int examples = (int) source.getShape().get(0);
        long[][] texts = new long[examples][longest + 1];
        boolean[] ended = new boolean[examples];
        try (NDManager part = source.getManager().newSubManager()) {
            NDList memory = network.read(source, part);
            for (int length = 1; length <= longest && !all(ended); length++) {
                for (long[] text : texts) {
                    text[0] = TextUse.START;
                }
                try (NDManager step = part.newSubManager()) {
                    long[] next = network.write(memory, tokens(texts, length, step))
                            .argMax(1)
                            .toLongArray();
                    for (int i = 0; i < examples; i++) {
                        texts[i][length] = ended[i] ? TextUse.PADDING : next[i];
                        ended[i] |= next[i] == TextUse.END;
                    }
                }
            }
        }
        return Arrays.stream(texts).map(Transduction::strip).toArray(int[][]::new);
    }

    /**
     * The best text that a search finds which follows the {@code width} likeliest beginnings at once. A text's score is the
     * logarithm of its probability divided by its length to the power of 0.6. Only texts that ended have one: those that
     * may go on have not paid yet for what is to come. The search is over when none of them can pass the best any more.
     *
     * @param source (1, S)
     * @return the tokens without start and end; the likeliest beginning where no text ends within the longest
     */
    public int[] beam(NDArray source, int width) {
        List<Beginning> open = List.of(new Beginning(new long[] {TextUse.START}, 0));
        Beginning best = null;
        try (NDManager part = source.getManager().newSubManager()) {
            NDList memory = network.read(source, part);
            for (int length = 1; length <= longest && canPass(open, best); length++) {
                List<Beginning> longer;
                try (NDManager step = part.newSubManager()) {
                    longer = extend(open, memory, step, width);
                }
                longer.sort(Comparator.comparingDouble(Beginning::logarithm).reversed());
                List<Beginning> kept = longer.subList(0, Math.min(width, longer.size()));
                for (Beginning ended : kept.stream().filter(Beginning::ended).toList()) {
                    best = best == null || ended.score() > best.score() ? ended : best;
                }
                open = kept.stream().filter(beginning -> !beginning.ended()).toList();
            }
        }
        return strip((best == null ? open.getFirst() : best).tokens());
    }

    /** Whether one of {@code open} could become better than {@code best}: by going on for as long as may be, at no loss. */
    private boolean canPass(List<Beginning> open, @Nullable Beginning best) {
        return open.stream().anyMatch(beginning -> best == null || beginning.score(longest) > best.score());
    }

    /** The likeliest continuations of each beginning by one token. */
    private List<Beginning> extend(List<Beginning> open, NDList memory, NDManager step, int width) {
        long[][] texts = open.stream().map(Beginning::tokens).toArray(long[][]::new);
        NDList repeated = new NDList();
        for (NDArray array : memory) {
            NDArray view = array.broadcast(
                    new Shape(open.size()).addAll(array.getShape().slice(1)));
            view.attach(step);
            repeated.add(view);
        }
        NDArray logarithms =
                network.write(repeated, tokens(texts, texts[0].length, step)).logSoftmax(1);
        NDArray order = logarithms.argSort(1, false);
        int vocabulary = (int) logarithms.getShape().get(1);
        float[] values = logarithms.toFloatArray();
        long[] best = order.toLongArray();
        List<Beginning> longer = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            for (int rank = 0; rank < Math.min(width, vocabulary); rank++) {
                long token = best[i * vocabulary + rank];
                longer.add(open.get(i).with(token, values[i * vocabulary + (int) token]));
            }
        }
        return longer;
    }

    /** A text as far as it goes, with the token that starts it, and the logarithm of its probability. */
    private record Beginning(long[] tokens, double logarithm) {

        boolean ended() {
            return tokens[tokens.length - 1] == TextUse.END;
        }

        double score() {
            return score(tokens.length - 1);
        }

        /** What the score would be at another length. */
        double score(int length) {
            return logarithm / Math.pow(length, LENGTH_EXPONENT);
        }

        Beginning with(long token, double more) {
            long[] longer = Arrays.copyOf(tokens, tokens.length + 1);
            longer[tokens.length] = token;
            return new Beginning(longer, logarithm + more);
        }
    }

    private static NDArray tokens(long[][] texts, int length, NDManager manager) {
        long[] flat = new long[texts.length * length];
        for (int i = 0; i < texts.length; i++) {
            System.arraycopy(texts[i], 0, flat, i * length, length);
        }
        return manager.create(flat, new Shape(texts.length, length));
    }

    /** The tokens between start and end. */
    private static int[] strip(long[] text) {
        return Arrays.stream(text)
                .skip(1)
                .takeWhile(token -> token != TextUse.END && token != TextUse.PADDING)
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private static boolean all(boolean[] values) {
        for (boolean value : values) {
            if (!value) {
                return false;
            }
        }
        return true;
    }
}
