package org.commonwatt.api.lease;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of leases ({@code commonwatt.lease.*}).
 *
 * @param time how long a lease lasts without renewal; holders renew every third of it
 * @param grace how long after its end its holder may still revive it, if nobody took the work since
 * @param stalledAfter how long the steps of a run may stand still while its node renews; longer than it takes to bring the
 *     data, or to evaluate
 * @param sweepEvery how often ended leases are looked for; also how often the service notes that it is alive
 * @param outageAfter a silence of the whole service for longer than this is not charged to any lease
 * @param longestWait longest time that a request for work is held open
 * @param lookAgain how often a waiting request looks for work that another replica accepted
 * @param mostWaiting requests for work that may wait at once at this replica; 0 for as many as half of its heap holds
 * @param retry what happens to a task that a node broke
 */
@ConfigurationProperties("commonwatt.lease")
public record LeaseSettings(
        @DefaultValue("60s") Duration time,
        @DefaultValue("5m") Duration grace,
        @DefaultValue("1h") Duration stalledAfter,
        @DefaultValue("2s") Duration sweepEvery,
        @DefaultValue("10s") Duration outageAfter,
        @DefaultValue("50s") Duration longestWait,
        @DefaultValue("5s") Duration lookAgain,
        @DefaultValue("0") int mostWaiting,
        @DefaultValue Retry retry) {

    /** Of the heap, for its connection's buffers and its thread's frames: 162 KiB in {@code bench/idle} with 10,000 of them. */
    private static final long BYTES_A_WAITING = 165 << 10;

    public LeaseSettings {
        require(time.compareTo(Duration.ofSeconds(3)) >= 0, "time must be at least 3s");
        require(!grace.isNegative(), "grace must be 0 or more");
        require(stalledAfter.compareTo(time) > 0, "stalled-after must be longer than time");
        require(sweepEvery.isPositive(), "sweep-every must be above 0");
        require(outageAfter.compareTo(sweepEvery) > 0, "outage-after must be longer than sweep-every");
        require(!longestWait.isNegative(), "longest-wait must be 0 or more");
        require(lookAgain.isPositive(), "look-again must be above 0");
        require(mostWaiting >= 0, "most-waiting must be 0 or more");
    }

    /**
     * Retries after a node's fault.
     *
     * @param attempts how many runs nodes may break before the job fails
     * @param firstDelay back-off after the first; doubles with each
     * @param longestDelay limit of the back-off
     */
    public record Retry(
            @DefaultValue("4") int attempts,
            @DefaultValue("10s") Duration firstDelay,
            @DefaultValue("10m") Duration longestDelay) {

        public Retry {
            require(attempts >= 1, "retry.attempts must be at least 1");
            require(!firstDelay.isNegative(), "retry.first-delay must be 0 or more");
            require(longestDelay.compareTo(firstDelay) >= 0, "retry.longest-delay must be at least first-delay");
        }

        /** Back-off before the next run, after {@code failures} ≥ 1 runs were broken. */
        Duration delayAfter(int failures) {
            int doublings = Math.min(failures - 1, 30);
            Duration delay = firstDelay.multipliedBy(1L << doublings);
            return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
        }
    }

    /** Requests for work that may wait at once at this replica. */
    int placesToWait() {
        return mostWaiting > 0
                ? mostWaiting
                : (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / BYTES_A_WAITING);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("commonwatt.lease." + sentence);
        }
    }
}
