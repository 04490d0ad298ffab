package org.commonwatt.worker.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/** A learned vector for each token: (N, T) int64 → (N, T, width). */
record TokenVectors(Parameter weight) {

    static TokenVectors of(Layout layout, String name, long vocabulary, long width) {
        return new TokenVectors(layout.parameter(name + ".weight", new Shape(vocabulary, width), Attention.INNER));
    }

    NDArray apply(NDArray tokens, Pass pass) {
        return Embedding.embedding(tokens, pass.of(weight), SparseFormat.DENSE).singletonOrThrow();
    }
}
