package org.commonwatt.chaos.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What goes wrong in one run. The same seed and length give the same plan. */
public final class FaultPlan {

    /** Faults come this far apart in the mean, so that some fall into the mending of others. */
    private static final Duration MEAN_PAUSE = Duration.ofMillis(4500);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);

    private FaultPlan() {}

    /**
     * Draws a plan: a shuffled deck in which each kind lies as often as its share says, then another, so that even a
     * short run meets nearly every kind. The waits between faults are exponential.
     *
     * @param length of the storm
     * @param leaseTime how long a lease lasts: some absences are shorter, others longer
     * @param left kinds that can't be done here
     */
    public static List<Fault> of(long seed, Duration length, Duration leaseTime, Set<FaultKind> left) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        List<FaultKind> deck = new ArrayList<>();
        // A deck must fit into a short storm, too.
        Duration mean = min(MEAN_PAUSE, length.dividedBy(deckSize()));
        for (Duration at = pause(random, mean); at.compareTo(length) < 0; at = at.plus(pause(random, mean))) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(random));
            }
            FaultKind kind = deck.removeLast();
            Fault fault = new Fault(
                    at,
                    kind,
                    random.nextInt(1 << 20),
                    lasts(kind, random, leaseTime),
                    shift(kind, random, leaseTime),
                    random.nextLong());
            // Drawn all the same, so that the rest of the plan does not depend on what this machine allows.
            if (!left.contains(kind)) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private static int deckSize() {
        int size = 0;
        for (FaultKind kind : FaultKind.values()) {
            size += kind.share();
        }
        return size;
    }

    private static List<FaultKind> shuffled(Random random) {
        List<FaultKind> deck = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            deck.addAll(Collections.nCopies(kind.share(), kind));
        }
        Collections.shuffle(deck, random);
        return deck;
    }

    private static Duration pause(Random random, Duration mean) {
        double exponential = -Math.log(1 - random.nextDouble());
        return SHORTEST_PAUSE.plus(Duration.ofMillis((long) (exponential * mean.toMillis())));
    }

    private static Duration lasts(FaultKind kind, Random random, Duration leaseTime) {
        return switch (kind) {
            case KILL_TRAINER, REPLAY, JUMP_CLOCKS -> Duration.ZERO;
            case KILL_DAEMON, FREEZE_NODE, SILENT_LINK ->
                random.nextInt(3) == 0
                        ? between(random, leaseTime, leaseTime.multipliedBy(2))
                        : between(random, Duration.ofMillis(200), leaseTime.dividedBy(3));
            case KILL_API, KILL_POSTGRES, KILL_EVERYTHING, STOP_DAEMON, STOP_API ->
                between(random, Duration.ofMillis(100), Duration.ofSeconds(4));
            case CUT_LINK, SLOW_LINK, TWICE, LATE -> between(random, Duration.ofSeconds(3), Duration.ofSeconds(12));
            case FREEZE_API, SILENT_DATABASE -> between(random, Duration.ofSeconds(1), Duration.ofSeconds(12));
            case CUT_DATABASE -> between(random, Duration.ofMillis(100), Duration.ofSeconds(5));
            case FULL_NODE, FULL_STORE -> between(random, Duration.ofSeconds(3), Duration.ofSeconds(10));
            case JUMP_CLOCK -> between(random, Duration.ofSeconds(2), Duration.ofSeconds(20));
        };
    }

    /** From a part of a lease's time to hours, either way. */
    private static Duration shift(FaultKind kind, Random random, Duration leaseTime) {
        return switch (kind) {
            case JUMP_CLOCK, JUMP_CLOCKS -> {
                double times = Math.exp(random.nextDouble() * Math.log(1000)) / 4;
                long millis = (long) (leaseTime.toMillis() * times);
                yield Duration.ofMillis(random.nextBoolean() ? millis : -millis);
            }
            case KILL_TRAINER,
                    KILL_DAEMON,
                    KILL_API,
                    KILL_POSTGRES,
                    KILL_EVERYTHING,
                    STOP_DAEMON,
                    STOP_API,
                    FREEZE_NODE,
                    FREEZE_API,
                    CUT_LINK,
                    SLOW_LINK,
                    SILENT_LINK,
                    TWICE,
                    LATE,
                    REPLAY,
                    CUT_DATABASE,
                    SILENT_DATABASE,
                    FULL_NODE,
                    FULL_STORE -> Duration.ZERO;
        };
    }

    private static Duration between(Random random, Duration least, Duration most) {
        return least.plusMillis((long) (random.nextDouble() * most.minus(least).toMillis()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
