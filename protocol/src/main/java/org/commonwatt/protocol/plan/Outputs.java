package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.TextUse;

/**
 * What a dataset asks of a network for one example.
 *
 * @param shape of the network's last output
 * @param reason why this shape, to go on from "the dataset asks for (…): "
 * @param isNextToken whether each place is to foretell the token after it
 */
record Outputs(Shape shape, String reason, boolean isNextToken) {

    private Outputs(Shape shape, String reason) {
        this(shape, reason, false);
    }

    /** @return null when the target is tokens and {@code text} does not say of which vocabulary, or how many */
    static @Nullable Outputs of(Loss loss, Target target, @Nullable TextUse text) {
        return switch (target) {
            case Target.Classes classes
            when loss instanceof Loss.BinaryCrossEntropy && classes.names().size() == 2 ->
                new Outputs(Shape.of(1), "binaryCrossEntropy tells two classes by one output");
            case Target.Classes classes -> {
                int count = classes.names().size();
                yield new Outputs(Shape.of(count), "one output for each of the " + count + " classes");
            }
            case Target.Numbers numbers ->
                new Outputs(Shape.of(numbers.width()), "one output for each of the target's numbers");
            case Target.NextToken next ->
                text == null ? null : ofTokens(text.length(), text.tokenizer().vocabulary(), true);
            case Target.Text counterpart ->
                text == null || text.targetLength() == null
                        ? null
                        : ofTokens(text.targetLength(), text.ofTargets().vocabulary(), false);
        };
    }

    private static Outputs ofTokens(int length, int vocabulary, boolean isNextToken) {
        return new Outputs(
                Shape.of(length, vocabulary), "one output for each id of the vocabulary, at each place", isNextToken);
    }
}
