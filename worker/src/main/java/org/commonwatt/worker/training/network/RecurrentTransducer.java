package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.RecurrentCell;
import org.commonwatt.protocol.spec.RecurrentOutput;
import org.commonwatt.worker.training.network.Recurrence.Kind;

/**
 * Recurrent encoder and decoder with attention (Luong et al. 2015, section 3.1: attention follows the decoder's state, and
 * what it saw goes into the output alone, so that the whole target is one call of the engine). The decoder begins at
 * tanh(W·s), its cells at W·s, where s is the encoder's last state (Bahdanau et al. 2015, appendix A.2.2).
 */
final class RecurrentTransducer implements Transducer {

    private final Kind kind;
    private final TokenVectors sourceTokens;
    private final List<Op> encoder = new ArrayList<>();
    private final TokenVectors targetTokens;
    private final List<Recurrence> decoder = new ArrayList<>();
    private final List<Projection> bridges = new ArrayList<>();
    private final @Nullable Glance attention;
    private final Projection output;
    private final float rate;

    RecurrentTransducer(Layout layout, Model.Seq2seq model, TextPair texts) {
        kind = switch (model.cell()) {
            case LSTM -> Kind.LSTM;
            case GRU -> Kind.GRU;
        };
        rate = (float) model.dropout();
        int units = model.units();
        int width = model.bidirectional() ? 2 * units : units;
        sourceTokens = TokenVectors.of(layout, "encoder.embedding", texts.sourceVocabulary(), model.embedding());
        SequenceLayers layers = new SequenceLayers(layout, 1);
        for (int i = 1; i <= model.layers(); i++) {
            Shape input = new Shape(texts.sourceLength(), i == 1 ? model.embedding() : width);
            String name = "encoder." + (model.cell() == RecurrentCell.LSTM ? "lstm" : "gru") + i;
            encoder.add(
                    switch (model.cell()) {
                        case LSTM ->
                            layers.lstm(
                                    new Layer.Lstm(null, units, model.bidirectional(), RecurrentOutput.EVERY),
                                    name,
                                    input);
                        case GRU ->
                            layers.gru(
                                    new Layer.Gru(null, units, model.bidirectional(), RecurrentOutput.EVERY),
                                    name,
                                    input);
                    });
        }
        targetTokens = TokenVectors.of(layout, "decoder.embedding", texts.targetVocabulary(), model.embedding());
        for (int i = 1; i <= model.layers(); i++) {
            String name = "decoder." + (model.cell() == RecurrentCell.LSTM ? "lstm" : "gru") + i;
            bridges.add(Projection.glorot(layout, name + ".bridge", kind == Kind.LSTM ? 2L * units : units, width));
            decoder.add(Recurrence.of(layout, name, kind, units, i == 1 ? model.embedding() : units));
        }
        attention = Glance.of(layout, model.attention(), units, width);
        output = Projection.glorot(layout, "output", texts.targetVocabulary(), units);
    }

    @Override
    public NDList read(NDArray source, Pass pass) {
        NDArray mask = Pass.maskOf(source);
        NDArray x = pass.drop(sourceTokens.apply(source, pass), rate);
        for (Op layer : encoder) {
            x = pass.drop(layer.apply(x, pass), rate);
        }
        return new NDList(x, mask);
    }

    @Override
    public NDArray write(NDList memory, NDArray target, Pass pass) {
        NDArray source = memory.get(0);
        NDArray mask = memory.getLast();
        NDArray end = end(source, mask);
        NDArray x = pass.drop(targetTokens.apply(target, pass), rate);
        for (int i = 0; i < decoder.size(); i++) {
            Recurrence layer = decoder.get(i);
            NDArray begin = bridges.get(i).apply(end, pass);
            NDArray state = begin;
            NDArray cell = begin;
            if (kind == Kind.LSTM) {
                NDList both = begin.split(new long[] {layer.units()}, 1);
                state = both.get(0);
                cell = both.get(1);
            }
            x = pass.drop(layer.run(x, state.tanh(), cell, pass).outputs(), rate);
        }
        return output.apply(attention == null ? x : attention.apply(x, source, mask, pass), pass);
    }

    /** The encoder's last state: after the last token forwards, and after the first one backwards. */
    private NDArray end(NDArray states, NDArray mask) {
        NDArray last = Places.last(states, mask);
        long[] units = {decoder.getFirst().units()};
        if (last.getShape().get(1) == units[0]) {
            return last;
        }
        NDArray first = states.get(new NDIndex(":, 0"));
        return last.split(units, 1).get(0).concat(first.split(units, 1).get(1), 1);
    }
}
