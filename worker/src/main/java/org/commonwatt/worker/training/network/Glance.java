package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.AttentionScore;

/**
 * What a recurrent decoder sees of the source at each place: c = Σ softmax(score)ₛ·encoderₛ, and then tanh(W[h; c]) in place
 * of its state h (Luong et al. 2015, equations 5 and 7).
 */
record Glance(Score score, Projection combination) {

    /** How well a place of the decoder suits each place of the source. */
    sealed interface Score {

        /** (N, U, D) and (N, S, E) to (N, U, S). */
        NDArray of(NDArray states, NDArray source, Pass pass);
    }

    /** h·W·e (Luong et al. 2015, "general"): weight (E, D). */
    record General(Projection query) implements Score {

        @Override
        public NDArray of(NDArray states, NDArray source, Pass pass) {
            return query.apply(states, pass).matMul(source.transpose(0, 2, 1));
        }
    }

    /** v·tanh(W·h + U·e) (Bahdanau et al. 2015, appendix A.1.2), with D values inside. */
    record Additive(Projection query, Projection key, Projection last) implements Score {

        @Override
        public NDArray of(NDArray states, NDArray source, Pass pass) {
            NDArray sum = query.apply(states, pass)
                    .expandDims(2)
                    .add(key.apply(source, pass).expandDims(1));
            return last.apply(sum.tanh(), pass).squeeze(3);
        }
    }

    /**
     * @param units values of the decoder's state, D
     * @param width values at each place of the source, E
     */
    static @Nullable Glance of(Layout layout, AttentionScore kind, long units, long width) {
        Score score =
                switch (kind) {
                    case NONE -> null;
                    case GENERAL -> new General(Projection.glorot(layout, "attention.query", width, units));
                    case ADDITIVE ->
                        new Additive(
                                Projection.glorot(layout, "attention.query", units, units),
                                Projection.glorot(layout, "attention.key", units, width),
                                Projection.glorot(layout, "attention.score", 1, units));
                };
        return score == null
                ? null
                : new Glance(score, Projection.glorot(layout, "attention.combination", units, units + width));
    }

    /**
     * @param states (N, U, D)
     * @param source (N, S, E)
     * @param mask (N, S)
     * @return (N, U, D)
     */
    NDArray apply(NDArray states, NDArray source, NDArray mask, Pass pass) {
        Shape shape = mask.getShape();
        NDArray hidden = Pass.unpadded(mask).reshape(shape.get(0), 1, shape.get(1));
        NDArray seen = score.of(states, source, pass).add(hidden).softmax(-1).matMul(source);
        return combination.apply(states.concat(seen, 2), pass).tanh();
    }
}
