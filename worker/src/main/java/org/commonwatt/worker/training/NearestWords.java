package org.commonwatt.worker.training;

import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.pipe.Prediction;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.text.TextCodec;

/** The words whose vectors point most nearly where a given word's does, by the cosine of the angle between the two. */
final class NearestWords {

    private final TextCodec codec;
    private final FloatBuffer vectors;
    private final int width;

    /**
     * @param network vectors of words
     * @param width values of a vector
     */
    NearestWords(Network network, TextCodec codec, int width) {
        this.codec = codec;
        this.width = width;
        // The words' own vectors come first, the neighbours' after them.
        this.vectors = network.values().floats();
    }

    /** @throws RunFailure when {@code text} is not one word that the network knows */
    List<Prediction.Guess> of(String text, int most) throws RunFailure {
        int[] tokens = codec.encodeInput(text.strip());
        if (tokens.length != 1 || tokens[0] < TextUse.RESERVED) {
            throw new RunFailure(
                    FailureKind.SPEC,
                    "\"" + text.strip() + "\" is not one of the "
                            + (codec.inputs().size() - TextUse.RESERVED) + " words that the model knows.");
        }
        int word = tokens[0];
        double length = Math.sqrt(product(word, word));
        return IntStream.range(TextUse.RESERVED, codec.inputs().size())
                .filter(other -> other != word)
                .mapToObj(other -> new Prediction.Guess(
                        codec.inputs().decode(new int[] {other}),
                        product(word, other) / (length * Math.sqrt(product(other, other)))))
                .sorted(Comparator.comparingDouble(Prediction.Guess::score).reversed())
                .limit(most)
                .toList();
    }

    private double product(int a, int b) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) vectors.get(a * width + i) * vectors.get(b * width + i);
        }
        return sum;
    }
}
