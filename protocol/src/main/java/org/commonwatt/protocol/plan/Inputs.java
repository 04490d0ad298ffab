package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.spec.TextUse;

/** The input of one example of a dataset. */
final class Inputs {

    private Inputs() {}

    /**
     * What a network is fed with; where the target is a text too, the text that it is made from.
     *
     * @return null when the dataset holds texts and {@code text} does not say how they are read
     */
    static @Nullable Input of(DataFormat format, @Nullable TextUse text) {
        return switch (format) {
            case DataFormat.Idx idx ->
                Input.numbers(new Shape(
                        idx.inputShape().stream().map(Integer::longValue).toList()));
            case DataFormat.Csv csv -> Input.numbers(Shape.of(csv.inputs().size()));
            case DataFormat.ImageFolder images ->
                Input.numbers(Shape.of(images.channels(), images.height(), images.width()));
            case DataFormat.OfTexts texts -> tokens(text);
        };
    }

    private static @Nullable Input tokens(@Nullable TextUse text) {
        return text == null
                ? null
                : Input.tokens(text.length(), text.tokenizer().vocabulary());
    }
}
