package org.commonwatt.worker.training.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.TextUse;

/** Draws pairs of neighbouring words from texts, and other words by their frequency to the power of ¾. */
final class WordPairs {

    private static final double NOISE_EXPONENT = 0.75;

    private final Model.Word2vec model;
    private final SplittableRandom random;
    private final double[] keep;
    private final double[] noise;
    private final LongStream.Builder centres = LongStream.builder();
    private final LongStream.Builder others = LongStream.builder();
    private boolean empty = true;

    /** @param counts how often each token was seen */
    WordPairs(Model.Word2vec model, float[] counts, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
        this.keep = new double[counts.length];
        this.noise = new double[counts.length];
        double total = 0;
        for (int token = TextUse.RESERVED; token < counts.length; token++) {
            total += counts[token];
        }
        double sum = 0;
        for (int token = 0; token < counts.length; token++) {
            double count = token < TextUse.RESERVED ? 0 : counts[token];
            keep[token] = model.subsampling() == 0 || count == 0 ? 1 : Math.sqrt(model.subsampling() * total / count);
            sum += StrictMath.pow(count, NOISE_EXPONENT);
            noise[token] = sum;
        }
    }

    /** All pairs of one text's words; frequent words are left out at times, and windows are as wide as chance wills. */
    void add(long[] tokens, int from, int length) {
        long[] words = Arrays.stream(tokens, from, from + length)
                .filter(token -> token >= TextUse.RESERVED)
                .filter(token -> random.nextDouble() < keep[(int) token])
                .toArray();
        for (int i = 0; i < words.length; i++) {
            int reach = random.nextInt(1, model.window() + 1);
            for (int j = Math.max(0, i - reach); j <= Math.min(words.length - 1, i + reach); j++) {
                if (j != i) {
                    pair(words[i], words[j]);
                }
            }
        }
    }

    private void pair(long centre, long neighbour) {
        centres.add(centre);
        others.add(neighbour);
        for (int i = 0; i < model.negatives(); i++) {
            others.add(other());
        }
        empty = false;
    }

    private long other() {
        double sum = noise[noise.length - 1];
        if (sum == 0) {
            return random.nextLong(TextUse.RESERVED, noise.length);
        }
        int place = Arrays.binarySearch(noise, random.nextDouble() * sum);
        // Where a word begins at the number itself, it is the next one that covers it.
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** The words of all pairs; where no text had two words, one pair of ids that stand for no word. */
    long[] centres() {
        if (empty) {
            pair(TextUse.END, TextUse.END);
        }
        return centres.build().toArray();
    }

    /** For each pair its neighbour and then the others. */
    long[] others() {
        return others.build().toArray();
    }
}
