package org.commonwatt.api.lease;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which checkpoints are kept ({@code commonwatt.checkpoints.*}), whatever jobs ask for.
 *
 * @param keepLast of the newest ones, the least number that is kept; with 2, a job whose newest one is damaged loses little
 * @param mostKept the most that are kept of each kind (newest, best, every so many steps)
 * @param keepAfterEnd how long those of a job that ended are kept
 */
@ConfigurationProperties("commonwatt.checkpoints")
record CheckpointSettings(
        @DefaultValue("2") int keepLast,
        @DefaultValue("20") int mostKept,
        @DefaultValue("30d") Duration keepAfterEnd) {

    CheckpointSettings {
        require(keepLast >= 1, "keep-last must be at least 1");
        require(mostKept >= keepLast, "most-kept must be at least keep-last");
        require(!keepAfterEnd.isNegative(), "keep-after-end must be 0 or more");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("commonwatt.checkpoints." + sentence);
        }
    }
}
