package org.commonwatt.worker.training.network;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** A whole network as a function of a batch's inputs. */
sealed interface Program permits Program.Chain, Transducer, SkipGram {

    NDArray apply(NDList inputs, Pass pass);

    /** Layers, each fed by the one before. */
    record Chain(List<Op> ops) implements Program {

        @Override
        public NDArray apply(NDList inputs, Pass pass) {
            return pass.through(ops, inputs.singletonOrThrow());
        }
    }
}
