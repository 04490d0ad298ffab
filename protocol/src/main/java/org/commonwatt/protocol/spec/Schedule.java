package org.commonwatt.protocol.spec;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/**
 * How the step size η moves while a run goes on. Steps are counted from 0, s; of T steps the first w warm up: their size
 * is η(s + 1)/w. What follows is said by each schedule, over p = (s − w)/(T − w), which goes from 0 towards 1.
 */
public sealed interface Schedule {

    /** What a warm-up is. */
    String WARMUP_DOC = "Steps over which the step size first rises evenly to the optimizer's.";

    /** w: steps of the warm-up. */
    int warmupSteps();

    /** η. */
    @Doc("The optimizer's step size throughout.")
    record Constant(
            @Doc(WARMUP_DOC) @Range(min = 0, max = 100_000_000) @Default("0")
            int warmupSteps) implements Schedule {}

    /** η·factorⁿ with n = ⌊(s − w)/every⌋. */
    @Doc("Multiplies the step size by a factor every so many steps.")
    record Step(
            @Doc("Steps between two changes.") @Range(min = 1, max = 1_000_000_000)
            int every,

            @Doc("What the step size is multiplied by.") @Range(above = 0, max = 1) @Default("0.1")
            double factor,

            @Doc(WARMUP_DOC) @Range(min = 0, max = 100_000_000) @Default("0")
            int warmupSteps)
            implements Schedule {}

    /** η(1 − (1 − finalShare)p). */
    @Doc("Falls evenly to a share of the step size at the end of the run.")
    record Linear(
            @Doc("Share of the step size that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare,

            @Doc(WARMUP_DOC) @Range(min = 0, max = 100_000_000) @Default("0")
            int warmupSteps)
            implements Schedule {}

    /** η(finalShare + (1 − finalShare)(1 + cos πp)/2). */
    @Doc("Falls along half a cosine to a share of the step size at the end of the run (Loshchilov and Hutter 2017).")
    record Cosine(
            @Doc("Share of the step size that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare,

            @Doc(WARMUP_DOC) @Range(min = 0, max = 100_000_000) @Default("0")
            int warmupSteps)
            implements Schedule {}
}
