package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Makes one text from another: reads the source once, then gives at each place of the target what may follow. V is the
 * target's vocabulary.
 */
sealed interface Transducer extends Program permits RecurrentTransducer, AttentionTransducer {

    /** What is kept of a source (N, S), each array with N in front; the last is the source's mask (N, S). */
    NDList read(NDArray source, Pass pass);

    /**
     * Scores before a softmax of what follows each token that is there.
     *
     * @param memory what {@link #read} gave
     * @param target (N, U), begun with the token that starts it
     * @return (N, U, V)
     */
    NDArray write(NDList memory, NDArray target, Pass pass);

    @Override
    default NDArray apply(NDList inputs, Pass pass) {
        return write(read(inputs.get(0), pass), inputs.get(1), pass);
    }
}
