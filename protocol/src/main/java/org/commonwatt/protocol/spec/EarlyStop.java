package org.commonwatt.protocol.spec;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** When a run ends before its time. Its model is the best that was evaluated, not the last. */
@Doc("Ends a run that gets no better; the model is the best one evaluated, also where the run goes to its end.")
public record EarlyStop(
        @Doc("The metric that is to get better, one of those measured; the loss on the evaluation split where absent.")
        @Nullable
        Metric metric,

        @Doc("Evaluations in a row, none of them better by minDelta, after which the run ends.")
        @Range(min = 1, max = 100_000)
        @Default("5")
        int patience,

        @Doc(
                "By how much an evaluation must be better for the run to go on; the best is kept however little better it is.")
        @Range(min = 0, max = 1e9)
        @Default("0")
        double minDelta) {}
