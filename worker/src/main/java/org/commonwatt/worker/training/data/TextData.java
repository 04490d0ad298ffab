package org.commonwatt.worker.training.data;

import java.io.IOException;

import ai.djl.ndarray.NDManager;

/** A split whose inputs are tokens. */
final class TextData implements SplitData {

    private final String name;
    private final TokenExamples examples;

    TextData(String name, TokenExamples examples) {
        this.name = name;
        this.examples = examples;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long count() {
        return examples.count();
    }

    @Override
    public Batches batches(int size, NDManager manager) throws DataFault {
        return new TokenBatches(this, examples, size, manager);
    }

    @Override
    public void close() throws IOException {
        examples.close();
    }
}
