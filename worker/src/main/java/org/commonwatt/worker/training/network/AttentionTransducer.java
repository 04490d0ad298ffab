package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;

/**
 * A transformer of encoder and decoder (Vaswani et al. 2017), with learned places and normalisation in front of each
 * half block and once more after the last.
 */
final class AttentionTransducer implements Transducer {

    private final TokenVectors sourceTokens;
    private final PlaceVectors sourcePlaces;
    private final List<Op> encoder = new ArrayList<>();
    private final Norm encoderNorm;
    private final TokenVectors targetTokens;
    private final PlaceVectors targetPlaces;
    private final List<Block> decoder = new ArrayList<>();
    private final Norm decoderNorm;
    private final Projection output;
    private final float rate;

    /** A decoder's block: attention to what was written, attention to the source, two dense layers. */
    private record Block(Attention.Self self, Attention.Cross cross, Attention.FeedForward feedForward) {}

    AttentionTransducer(Layout layout, Model.TransformerSeq2seq model, TextPair texts) {
        int width = model.width();
        rate = (float) model.dropout();
        sourceTokens = TokenVectors.of(layout, "encoder.embedding", texts.sourceVocabulary(), width);
        sourcePlaces = PlaceVectors.of(layout, "encoder.positions", texts.sourceLength(), width);
        SequenceLayers blocks = new SequenceLayers(layout, model.layers());
        for (int i = 1; i <= model.layers(); i++) {
            Layer.SelfAttentionBlock block =
                    new Layer.SelfAttentionBlock(null, model.heads(), false, model.expansion(), model.dropout());
            encoder.add(blocks.block(block, "encoder.block" + i, new Shape(texts.sourceLength(), width)));
        }
        encoderNorm = Norm.of(layout, "encoder.norm", width);
        targetTokens = TokenVectors.of(layout, "decoder.embedding", texts.targetVocabulary(), width);
        targetPlaces = PlaceVectors.of(layout, "decoder.positions", texts.targetLength(), width);
        Initial last = Attention.last(model.layers());
        Integer given = model.expansion();
        long inner = given == null ? 4L * width : given;
        for (int i = 1; i <= model.layers(); i++) {
            String name = "decoder.block" + i;
            decoder.add(new Block(
                    Attention.Self.of(layout, name, width, model.heads(), rate, last),
                    Attention.Cross.of(layout, name, width, model.heads(), rate, last),
                    Attention.FeedForward.of(layout, name, width, inner, rate, last)));
        }
        decoderNorm = Norm.of(layout, "decoder.norm", width);
        output = Projection.of(layout, "output", texts.targetVocabulary(), width, Attention.INNER);
    }

    @Override
    public NDList read(NDArray source, Pass pass) {
        NDArray x = pass.drop(sourcePlaces.apply(sourceTokens.apply(source, pass), pass), rate);
        for (Op block : encoder) {
            x = block.apply(x, pass);
        }
        return new NDList(encoderNorm.apply(x, pass), Pass.maskOf(source));
    }

    @Override
    public NDArray write(NDList memory, NDArray target, Pass pass) {
        NDArray source = memory.get(0);
        NDArray past = pass.past(target.getShape().get(1));
        NDArray unpadded = Pass.unpadded(memory.getLast());
        NDArray x = pass.drop(targetPlaces.apply(targetTokens.apply(target, pass), pass), rate);
        for (Block block : decoder) {
            x = block.self().apply(x, past, pass);
            x = block.cross().apply(x, source, unpadded, pass);
            x = block.feedForward().apply(x, pass);
        }
        return output.apply(decoderNorm.apply(x, pass), pass);
    }
}
