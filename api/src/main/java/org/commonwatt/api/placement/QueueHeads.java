package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the ready tasks of each class begin. What was taken from a queue's front stays in its index until no transaction is
 * left that might still see it; with one that is held open for minutes, every look would step over all that was taken
 * since. So looks begin where the last one ended. That is a hint: whoever adds a task in front of it says so, and from time
 * to time a look begins at the very front again, for tasks whose claim was rolled back.
 */
@Component
public class QueueHeads {

    /** A place in a class's queue; looks begin with it. */
    public record Head(Instant availableAt, UUID taskId) {

        /** Before all tasks. */
        public static final Head FRONT = new Head(Instant.EPOCH, new UUID(0, 0));
    }

    private static final Duration LOOK_AT_FRONT_EVERY = Duration.ofSeconds(5);

    /** Looks at the front that step over much are rarer, so that they take no more than a hundredth of the time. */
    private static final int REST = 100;

    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private record Known(Head head, Instant frontSeenAt, Duration rest) {

        Known with(Head next) {
            return new Known(next, frontSeenAt, rest);
        }
    }

    /** A look that takes tasks of a class and is under way. */
    public static final class Look {

        private final long workClass;
        private final Head from;

        /** The first moment of a task that was added since the look began, which it may not have seen; null without any. */
        private @Nullable Instant added;

        private Look(long workClass, Head from) {
            this.workClass = workClass;
            this.from = from;
        }

        /** Where it begins. */
        public Head from() {
            return from;
        }

        private synchronized void added(Instant availableAt) {
            added = added == null || availableAt.isBefore(added) ? availableAt : added;
        }

        /** As far as {@code next}, but past nothing that was added meanwhile. */
        private synchronized Head passes(Head next) {
            return added == null || added.isAfter(next.availableAt()) ? next : new Head(added, Head.FRONT.taskId());
        }
    }

    private final ConcurrentMap<Long, Known> heads = new ConcurrentHashMap<>();
    private final Set<Look> underWay = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    QueueHeads(Clock clock) {
        this.clock = clock;
    }

    /** Before a look that takes tasks; it has to be ended, whatever comes of it. */
    public Look begin(long workClass) {
        Look look = new Look(workClass, of(workClass));
        underWay.add(look);
        return look;
    }

    /** The look is over. */
    public void end(Look look) {
        underWay.remove(look);
    }

    Head of(long workClass) {
        Known known = heads.get(workClass);
        return known == null || !isRecent(known) ? Head.FRONT : known.head();
    }

    /**
     * Where looks begin that only count what is there; a class that is not named has to be looked at from the front. Forgets what
     * is not recent: over the years there are as many classes as there were different specs.
     */
    public Map<Long, Head> known() {
        heads.values().removeIf(head -> !isRecent(head));
        Map<Long, Head> known = new HashMap<>();
        heads.forEach((id, head) -> known.put(id, head.head()));
        return known;
    }

    /** Of how many classes something is remembered. */
    int size() {
        return heads.size();
    }

    /** What will be seen only later is not recent: the clock went back, and tasks may have been put in front. */
    private boolean isRecent(Known known) {
        Duration age = Duration.between(known.frontSeenAt(), clock.instant());
        return !age.isNegative() && age.compareTo(known.rest()) <= 0;
    }

    /** A look took so long, and took all tasks before {@code next} that it saw, or found them taken. */
    public void passed(Look look, Head next, Duration took) {
        heads.compute(look.workClass, (id, known) -> {
            if (look.from.equals(Head.FRONT)) {
                return new Known(look.passes(next), clock.instant(), restAfter(took));
            }
            // Whoever set it back meanwhile knows of a task that this look did not see.
            return known != null && known.head().equals(look.from) ? known.with(look.passes(next)) : known;
        });
    }

    private static Duration restAfter(Duration look) {
        long millis = look.multipliedBy(REST).toMillis();
        return Duration.ofMillis(Math.clamp(millis, LOOK_AT_FRONT_EVERY.toMillis(), LONGEST_REST.toMillis()));
    }

    /** A task that may be started from this moment on was added. */
    public void added(long workClass, Instant availableAt) {
        underWay.stream().filter(look -> look.workClass == workClass).forEach(look -> look.added(availableAt));
        heads.computeIfPresent(
                workClass, (id, known) -> availableAt.isAfter(known.head().availableAt()) ? known : null);
    }

    /** Nothing is known any more of any queue. */
    public void forget() {
        underWay.forEach(look -> look.added(Instant.EPOCH));
        heads.clear();
    }
}
