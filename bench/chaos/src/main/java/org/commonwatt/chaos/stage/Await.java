package org.commonwatt.chaos.stage;

import java.time.Duration;

/** Waiting for other processes: a short pause between two looks, and a deadline. */
public final class Await {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Await() {}

    /** Something to look at. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Returns once {@code condition} holds, or throws after {@code limit}. */
    public static void until(String what, Duration limit, Condition condition) throws InterruptedException {
        if (!within(limit, condition)) {
            throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what);
        }
    }

    /** Whether {@code condition} held before {@code limit} was over. */
    public static boolean within(Duration limit, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }
}
