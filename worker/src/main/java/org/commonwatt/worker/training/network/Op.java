package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;

/** One layer as a function; shapes are those of the layer's spec with the batch dimension N in front. */
@FunctionalInterface
interface Op {

    NDArray apply(NDArray input, Pass pass);
}
