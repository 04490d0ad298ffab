package org.commonwatt.worker.machine;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Adds power that is looked at now and then up to energy, by trapezia. Where a look brings nothing, the sum begins anew. */
final class Polled {

    /** Between two looks that are further apart nothing is known. */
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private double sum;
    private OptionalDouble wattsBefore = OptionalDouble.empty();
    private long lookedAt;
    private volatile Account account;

    private record Account(long since, OptionalDouble joules) {}

    Polled(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.account = new Account(lookedAt, OptionalDouble.empty());
    }

    /** The power at this moment in W, or nothing. */
    synchronized void now(OptionalDouble watts) {
        long now = nanoTime.getAsLong();
        if (watts.isEmpty()) {
            account = new Account(now, OptionalDouble.empty());
        } else if (wattsBefore.isEmpty() || now - lookedAt > LONGEST_PAUSE_NANOS) {
            account = new Account(now, OptionalDouble.of(sum));
        } else {
            sum += (wattsBefore.getAsDouble() + watts.getAsDouble()) / 2 * (now - lookedAt) / 1e9;
            account = new Account(account.since(), OptionalDouble.of(sum));
        }
        wattsBefore = watts;
        lookedAt = now;
    }

    OptionalDouble joules() {
        return account.joules();
    }

    long unbrokenSince() {
        return account.since();
    }
}
