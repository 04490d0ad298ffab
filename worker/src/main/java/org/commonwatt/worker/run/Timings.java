package org.commonwatt.worker.run;

import java.time.Duration;

/**
 * A run's clocks.
 *
 * @param report time between reports while the service takes them
 * @param reportWhileAway time between reports while earlier ones wait
 * @param stop how long a trainer that was told to stop may go on before it is killed
 * @param stopWithCheckpoint the same where it was asked for a last checkpoint
 * @param deliver how long a run that leaves goes on delivering; after half of it the task is given back without the
 *     checkpoint that still waits
 * @param silence how long a trainer may say nothing before it is taken for hung
 */
public record Timings(
        Duration report,
        Duration reportWhileAway,
        Duration stop,
        Duration stopWithCheckpoint,
        Duration deliver,
        Duration silence) {

    /** The machine is the owner's again within 5 s, and everything is gone within 10 s. */
    public static final Timings USUAL = new Timings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofMinutes(30));
}
