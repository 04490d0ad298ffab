package org.commonwatt.protocol.spec;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** Which of a job's checkpoints are kept. The service keeps the newest ones in any case, and may keep fewer of the others. */
@Doc("Which of a job's checkpoints the service keeps; it removes the others when there are newer ones.")
public record KeptCheckpoints(
        @Doc("The newest ones.") @Range(min = 1, max = 1000) @Default("1")
        int last,

        @Doc("Those with the lowest loss on the evaluation split.") @Range(min = 0, max = 1000) @Default("0")
        int best,

        @Doc("The first in every so many steps; none for this reason where absent.")
        @Range(min = 1, max = 1_000_000_000)
        @Nullable
        Long everySteps) {}
