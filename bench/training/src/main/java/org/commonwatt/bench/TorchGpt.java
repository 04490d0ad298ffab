package org.commonwatt.bench;

import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.softmax;

/** A language model over 65 symbols: blocks of 128 values at each of 64 places. */
final class TorchGpt extends TorchContender.Net {

    private final Tensor tokens = randn(65, 128).mul(new Scalar(0.02f));
    private final Tensor places = randn(64, 128).mul(new Scalar(0.02f));
    private final Tensor past = ones(64, 64).tril().reshape(1, 1, 64, 64).eq(new Scalar(0));
    private final Half[] blocks;
    private final LayerNormImpl norm = register_module("norm", norm());

    TorchGpt(int depth) {
        // What registering gives back is a reference that the next registration makes invalid.
        register_parameter("tokens", tokens);
        register_parameter("places", places);
        blocks = new Half[depth];
        for (int i = 0; i < depth; i++) {
            blocks[i] = register_module("block" + i, new Half());
        }
    }

    private static LayerNormImpl norm() {
        return new LayerNormImpl(new LayerNormOptions(new LongVector(new long[] {128})));
    }

    @Override
    Tensor forward(Tensor x) {
        Tensor y = embedding(tokens, x).add(places);
        for (Half block : blocks) {
            y = block.forward(y, past);
        }
        return linear(norm.forward(y), tokens).reshape(-1, 65);
    }

    /** A transformer's block that normalises first. */
    private static final class Half extends Module {

        private final LayerNormImpl norm1 = register_module("norm1", norm());
        private final LinearImpl attention = register_module("attention", new LinearImpl(128, 384));
        private final LinearImpl projection = register_module("projection", new LinearImpl(128, 128));
        private final LayerNormImpl norm2 = register_module("norm2", norm());
        private final LinearImpl expansion = register_module("expansion", new LinearImpl(128, 512));
        private final LinearImpl contraction = register_module("contraction", new LinearImpl(512, 128));

        Tensor forward(Tensor x, Tensor past) {
            long batch = x.size(0);
            Tensor parts = attention.forward(norm1.forward(x));
            Tensor scores = matmul(
                            heads(parts, 0, batch), heads(parts, 1, batch).transpose(-2, -1))
                    .mul(new Scalar((float) (1 / Math.sqrt(32))));
            Tensor shares = softmax(scores.masked_fill(past, new Scalar(Float.NEGATIVE_INFINITY)), -1);
            Tensor seen = matmul(shares, heads(parts, 2, batch)).transpose(1, 2).reshape(batch, 64, 128);
            Tensor y = x.add(projection.forward(seen));
            return y.add(contraction.forward(gelu(expansion.forward(norm2.forward(y)))));
        }

        private static Tensor heads(Tensor parts, int part, long batch) {
            return parts.narrow(2, part * 128L, 128).reshape(batch, 64, 4, 32).transpose(1, 2);
        }
    }
}
