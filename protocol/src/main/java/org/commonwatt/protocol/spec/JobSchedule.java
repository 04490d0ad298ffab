package org.commonwatt.protocol.spec;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** When a job may and should run. */
@Doc("When the job runs: as soon as a node has room for it, unless it may wait for cleaner electricity.")
public record JobSchedule(
        @Doc(
                "Whether the job may wait, and be paused at a checkpoint, for hours in which electricity is cleaner. Such hours are looked for until its waiting is used up or its deadline is near.")
        @Default("false")
        boolean deferrable,

        @Doc(
                "Longest time that a deferrable job may spend not running, from its submission to its end, whatever the cause; 24h where absent.")
        @Range(min = 0, max = 2_678_400)
        @Nullable
        Duration maxWait,

        @Doc(
                "By when the job should have ended. As it comes near, the job runs at once, whatever the electricity emits.")
        @Nullable
        Deadline deadline) {

    /** Waiting of a deferrable job that says nothing of it: one day and night, so that every hour of the day is among it. */
    public static final Duration DEFAULT_MAX_WAIT = Duration.ofHours(24);

    /** What most jobs need: to run as soon as a node has room. */
    public static final JobSchedule AT_ONCE = new JobSchedule(false, null, null);

    /** How long it may spend not running for the sake of cleaner electricity. */
    public Duration waiting() {
        if (!deferrable) {
            return Duration.ZERO;
        }
        return maxWait == null ? DEFAULT_MAX_WAIT : maxWait;
    }
}
