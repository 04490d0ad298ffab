package org.commonwatt.scheduler;

import java.time.Instant;

/**
 * The ready tasks of one class.
 *
 * @param workClass what they are
 * @param count how many are ready
 * @param readySince since when the longest-waiting of them may start
 * @param priority larger goes first among tasks of accounts with like use
 */
public record ReadyWork(WorkClass workClass, int count, Instant readySince, int priority) {

    public ReadyWork {
        if (count < 1) {
            throw new IllegalArgumentException("ready work has at least one task");
        }
    }
}
