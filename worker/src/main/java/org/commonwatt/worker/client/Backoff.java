package org.commonwatt.worker.client;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How long to wait between tries: exponential with jitter, so that many workers do not return all at once ("Exponential
 * Backoff And Jitter", AWS Architecture Blog 2015; here with half of the wait fixed, so that no try follows at once).
 *
 * @param first upper bound of the wait after the first failure
 * @param longest upper bound of every wait
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** From half a second up to a quarter of a minute. */
    public static Backoff usual(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), random);
    }

    /**
     * The usual waits towards a service elsewhere. One on this very machine has no crowd that could return all at once,
     * and most likely just starts, so it is asked again soon.
     */
    public static Backoff towards(URI service, RandomGenerator random) {
        return LOOPBACK.contains(String.valueOf(service.getHost()))
                ? new Backoff(Duration.ofMillis(250), Duration.ofMillis(500), random)
                : usual(random);
    }

    /**
     * The wait after a failure.
     *
     * @param failures failures in a row, from 1
     * @param failure the last of them; a wait that the service asked for is honoured
     */
    public Duration after(int failures, ServiceAway failure) {
        int doublings = Math.min(failures - 1, 30);
        long bound = Math.min(longest.toNanos(), saturatedShift(first.toNanos(), doublings));
        Duration wait = Duration.ofNanos(bound / 2 + (long) (random.nextDouble() * (bound - bound / 2)));
        Duration asked = failure.retryAfter();
        return asked != null && asked.compareTo(wait) > 0 ? asked.plus(wait.dividedBy(4)) : wait;
    }

    private static long saturatedShift(long value, int by) {
        return value > Long.MAX_VALUE >> by ? Long.MAX_VALUE : value << by;
    }
}
