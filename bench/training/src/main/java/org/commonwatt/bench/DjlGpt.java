package org.commonwatt.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.util.PairList;

/** A language model over 65 symbols of DJL's blocks: blocks of 128 values at each of 64 places. */
final class DjlGpt extends AbstractBlock {

    private static final Shape ONE = new Shape(1, 64, 128);

    private final Parameter tokens = addParameter(weight("tokens", new Shape(65, 128)));
    private final Parameter places = addParameter(weight("places", new Shape(64, 128)));
    private final Block[] blocks;
    private final Block norm = addChildBlock("norm", LayerNorm.builder().axis(2).build());

    DjlGpt(int depth) {
        blocks = new Block[depth];
        for (int i = 0; i < depth; i++) {
            blocks[i] = addChildBlock("block" + i, new Half());
        }
    }

    private static Parameter weight(String name, Shape shape) {
        return Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.WEIGHT)
                .optShape(shape)
                .build();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray vectors = store.getValue(tokens, x.getDevice(), training);
        NDList y = new NDList(Embedding.embedding(x, vectors, SparseFormat.DENSE)
                .singletonOrThrow()
                .add(store.getValue(places, x.getDevice(), training)));
        for (Block block : blocks) {
            y = block.forward(store, y, training);
        }
        return Linear.linear(norm.forward(store, y, training).singletonOrThrow(), vectors);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].add(65)};
    }

    @Override
    public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        for (Block block : blocks) {
            block.initialize(manager, type, ONE);
        }
        norm.initialize(manager, type, ONE);
    }

    /** A transformer's block that normalises first. */
    private static final class Half extends AbstractBlock {

        private final Block norm1 =
                addChildBlock("norm1", LayerNorm.builder().axis(2).build());
        private final Block attention =
                addChildBlock("attention", Linear.builder().setUnits(384).build());
        private final Block projection =
                addChildBlock("projection", Linear.builder().setUnits(128).build());
        private final Block norm2 =
                addChildBlock("norm2", LayerNorm.builder().axis(2).build());
        private final Block expansion =
                addChildBlock("expansion", Linear.builder().setUnits(512).build());
        private final Block contraction =
                addChildBlock("contraction", Linear.builder().setUnits(128).build());

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            NDList parts = attention
                    .forward(store, norm1.forward(store, inputs, training), training)
                    .singletonOrThrow()
                    .split(3, 2);
            NDArray place = x.getManager().arange(64);
            NDArray past = place.reshape(-1, 1)
                    .lt(place.reshape(1, -1))
                    .toType(DataType.FLOAT32, false)
                    .mul(-1e9f);
            NDArray scores = heads(parts.get(0))
                    .matMul(heads(parts.get(1)).transpose(0, 1, 3, 2))
                    .mul(1 / Math.sqrt(32));
            NDArray seen = scores.add(past)
                    .softmax(-1)
                    .matMul(heads(parts.get(2)))
                    .transpose(0, 2, 1, 3)
                    .reshape(x.getShape());
            NDArray y =
                    x.add(projection.forward(store, new NDList(seen), training).singletonOrThrow());
            NDList inner = expansion.forward(store, norm2.forward(store, new NDList(y), training), training);
            NDList wide = new NDList(Activation.gelu(inner.singletonOrThrow()));
            return new NDList(y.add(contraction.forward(store, wide, training).singletonOrThrow()));
        }

        private static NDArray heads(NDArray x) {
            return x.reshape(x.getShape().get(0), 64, 4, 32).transpose(0, 2, 1, 3);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            norm1.initialize(manager, type, ONE);
            attention.initialize(manager, type, ONE);
            projection.initialize(manager, type, ONE);
            norm2.initialize(manager, type, ONE);
            expansion.initialize(manager, type, ONE);
            contraction.initialize(manager, type, new Shape(1, 64, 512));
        }
    }

    /** Cross-entropy at every place; DJL's own takes no more than two dimensions. */
    static final class TokenLoss extends Loss {

        private final Loss each = new SoftmaxCrossEntropyLoss();

        TokenLoss() {
            super("TokenLoss");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDList flat = new NDList(labels.singletonOrThrow().reshape(-1));
            return each.evaluate(flat, new NDList(predictions.singletonOrThrow().reshape(-1, 65)));
        }
    }
}
