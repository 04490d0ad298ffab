package org.commonwatt.protocol.artifact;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Waits for answers to transfers, which may take for ever as long as bytes move. */
public final class Moving {

    private Moving() {}

    /**
     * Waits for an answer for as long as something moves.
     *
     * @param moved a number that changes whenever a byte got further
     * @param silence time without that after which the connection is taken for dead
     * @throws TimeoutException when nothing moved for so long
     */
    public static <T> T await(CompletableFuture<T> answer, LongSupplier moved, Duration silence)
            throws ExecutionException, InterruptedException, TimeoutException {
        long look = Math.min(1000, silence.toMillis());
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                return answer.get(look, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                long now = moved.getAsLong();
                if (now != before) {
                    before = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since >= silence.toNanos()) {
                    throw notYet;
                }
            }
        }
    }
}
