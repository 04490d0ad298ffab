package org.commonwatt.chaos.net;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** How a link behaves at the moment; calm again by itself when a spell is over. */
public final class Weather {

    /** How a link may behave. */
    public enum Kind {
        CALM(Fate.ARRIVES),
        CUTS(Fate.LOST, Fate.HALVED, Fate.UNANSWERED, Fate.UNANSWERED, Fate.HALF_ANSWERED, Fate.ARRIVES),
        SLOW(Fate.CRAWLS),
        SILENT(Fate.SWALLOWED),
        TWICE(Fate.DOUBLED),
        LATE(Fate.LATE, Fate.LATE, Fate.ARRIVES);

        private final List<Fate> fates;

        Kind(Fate... fates) {
            this.fates = List.of(fates);
        }
    }

    private final Random random;
    private Kind kind = Kind.CALM;
    private long endNanos;
    private int struck;

    Weather(long seed) {
        this.random = new Random(seed);
    }

    /** Begins a spell; it takes the place of the one before. */
    public synchronized void turn(Kind next, Duration lasts) {
        kind = next;
        endNanos = System.nanoTime() + lasts.toNanos();
    }

    synchronized Fate next() {
        if (left().isZero()) {
            return Fate.ARRIVES;
        }
        Fate fate = kind.fates.get(random.nextInt(kind.fates.size()));
        struck += fate == Fate.ARRIVES ? 0 : 1;
        return fate;
    }

    /** How many requests it did not let pass as they were. */
    public synchronized int struck() {
        return struck;
    }

    /** How long the spell still lasts. */
    synchronized Duration left() {
        long nanos = endNanos - System.nanoTime();
        return kind == Kind.CALM || nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    /** Something between a moment and a few seconds. */
    synchronized Duration delay() {
        return Duration.ofMillis(200 + random.nextInt(2500));
    }

    synchronized int draw(int bound) {
        return random.nextInt(bound);
    }
}
