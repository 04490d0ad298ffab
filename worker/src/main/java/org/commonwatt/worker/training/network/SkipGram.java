package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.spec.Model;
import org.commonwatt.worker.training.seed.Mixing;

/**
 * Vectors of words that foretell their neighbours (Mikolov et al. 2013, "Distributed Representations of Words and Phrases
 * and their Compositionality", section 2): a pair's score is the product of the word's vector and the neighbour's other
 * vector. How often words occur is counted while training goes on, in a statistic, so that a resumed run knows it too.
 */
final class SkipGram implements Program {

    private final Model.Word2vec model;
    private final TokenVectors words;
    private final TokenVectors neighbours;
    private final Statistic counts;

    SkipGram(Layout layout, Model.Word2vec model, long vocabulary) {
        this.model = model;
        Shape shape = new Shape(vocabulary, model.width());
        // As the authors' program begins: small words, neighbours of zeros.
        words = new TokenVectors(layout.parameter("embedding.weight", shape, new Initial.Uniform(0.5 / model.width())));
        neighbours = new TokenVectors(layout.parameter("neighbours.weight", shape, new Initial.Constant(0)));
        counts = layout.statistic("embedding.counts", new Shape(vocabulary), 0);
    }

    /**
     * Scores of pairs of words (P) that stand near each other, first, and of as many words as there are negatives, drawn
     * by chance, after it: (P, 1 + negatives). In training the pairs are chosen anew each time, else always alike.
     */
    @Override
    public NDArray apply(NDList inputs, Pass pass) {
        NDArray tokens = inputs.singletonOrThrow();
        NDManager manager = tokens.getManager();
        long[] text = tokens.toLongArray();
        if (pass.training()) {
            count(text, pass.of(counts), manager);
        }
        WordPairs pairs = new WordPairs(model, pass.of(counts).toFloatArray(), seed(pass, manager));
        int length = (int) tokens.getShape().get(1);
        for (int from = 0; from < text.length; from += length) {
            pairs.add(text, from, length);
        }
        long[] centres = pairs.centres();
        long[] others = pairs.others();
        NDArray ofWords = words.apply(manager.create(centres), pass);
        NDArray ofOthers =
                neighbours.apply(manager.create(others, new Shape(centres.length, 1L + model.negatives())), pass);
        return ofOthers.matMul(ofWords.expandDims(2)).squeeze(2);
    }

    private static void count(long[] text, NDArray counts, NDManager manager) {
        float[] more = new float[(int) counts.getShape().get(0)];
        for (long token : text) {
            more[(int) token]++;
        }
        counts.addi(manager.create(more));
    }

    /** The engine's generator is set anew before each step, so that what is drawn here depends on the step alone. */
    private static long seed(Pass pass, NDManager manager) {
        if (!pass.training()) {
            return 0;
        }
        float[] drawn = manager.randomUniform(0, 1, new Shape(2)).toFloatArray();
        return Mixing.mix(Mixing.mix(Float.floatToIntBits(drawn[0])) + Float.floatToIntBits(drawn[1]));
    }
}
