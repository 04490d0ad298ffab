package org.commonwatt.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waiting for other processes, which can't be asked to call back: a short pause between two looks, and a deadline. */
final class Await {

    private Await() {}

    /** The pause between two looks. */
    static void aMoment() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
    }

    /** Returns once {@code condition} holds; fails with {@code what} after {@code limit}. */
    static void until(String what, Duration limit, Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            aMoment();
        }
    }

    /** Something to look at. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }
}
