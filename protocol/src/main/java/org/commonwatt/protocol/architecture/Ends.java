package org.commonwatt.protocol.architecture;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a network stands between.
 *
 * @param input shape of one example's input, without the batch dimension
 * @param vocabulary number of ids where the input is tokens, else null
 * @param outputs number of values that one example, or each place of one, is to become
 * @param base the trained model that a spec refers to, or null where it is not at hand or there is none
 */
public record Ends(
        List<Long> input,
        @Nullable Integer vocabulary,
        long outputs,
        @Nullable BaseModel base) {

    /** Numbers in, and {@code outputs} numbers out. */
    public static Ends of(List<Long> input, long outputs) {
        return new Ends(input, null, outputs, null);
    }

    /** Units of a last dense layer. */
    int units() {
        return Math.toIntExact(outputs);
    }
}
