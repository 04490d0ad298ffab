package org.commonwatt.worker.limits;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.worker.limits.Circumstances.Input;

/** Whether the machine's owner lets it work now. */
public sealed interface Consent {

    /** It may work. */
    record Given() implements Consent {}

    /**
     * It may not.
     *
     * @param sentence why, for people
     * @param again when it may again, or null where that is not a matter of time
     */
    record Withheld(Cause cause, String sentence, @Nullable Instant again) implements Consent {}

    /** What stands against it. */
    enum Cause {
        /** The owner said {@code pause}. */
        PAUSED(true),
        /** The owner said {@code finish}. */
        FINISHING(false),
        /** The file of limits can't be understood. */
        UNCLEAR(false),
        /** The owner is at the machine, or may be. */
        IN_USE(true),
        /** The machine runs on its battery. */
        BATTERY(true),
        /** It is another hour. */
        HOURS(true),
        /** The day's transfer is spent. */
        TRANSFER(false);

        private final boolean endsRun;

        Cause(boolean endsRun) {
            this.endsRun = endsRun;
        }

        /** Whether a run under way is given back; otherwise it goes on to its end, and no other begins. */
        public boolean endsRun() {
            return endsRun;
        }
    }

    /** Weighs the limits against how things stand; of several causes the one that the owner can best act on. */
    static Consent of(OwnerLimits limits, Circumstances now) {
        Withheld wish = wish(now);
        if (wish != null && wish.cause() == Cause.PAUSED) {
            return wish;
        }
        OwnerLimits.Times times = limits.times();
        if (times.onlyWhenIdle() != null && !isIdle(times.onlyWhenIdle(), now.input())) {
            return inUse(times.onlyWhenIdle(), now.input());
        }
        if (!times.onBattery() && now.onBattery()) {
            return new Withheld(Cause.BATTERY, "the machine runs on its battery", null);
        }
        if (!times.hours().isOpen(now.now())) {
            Instant again = times.hours().nextOpening(now.now());
            return new Withheld(Cause.HOURS, "it is outside the hours in which the machine is lent", again);
        }
        if (wish != null) {
            return wish;
        }
        Long perDay = times.transferPerDay();
        if (perDay != null && isSpent(perDay, now.transferred())) {
            return new Withheld(
                    Cause.TRANSFER,
                    new ByteSize(now.transferred().bytes()) + " of the day's " + new ByteSize(perDay)
                            + " to and from the service are spent, and more would be needed",
                    now.transferred().dayEndsAt());
        }
        return new Given();
    }

    private static @Nullable Withheld wish(Circumstances now) {
        Wish wish = now.wish().at(now.now());
        return switch (wish.verb()) {
            case RESUME -> null;
            case FINISH ->
                new Withheld(
                        Cause.FINISHING,
                        "its owner wants no further task ('worker resume' takes tasks again)",
                        wish.until());
            case PAUSE -> new Withheld(Cause.PAUSED, "its owner paused it ('worker resume' goes on)", wish.until());
        };
    }

    private static boolean isSpent(long perDay, Circumstances.Transferred today) {
        return today.bytes() >= perDay || (today.tooLittle() != null && today.tooLittle() >= perDay);
    }

    private static boolean isIdle(Duration wanted, Input input) {
        return input.ago() != null && input.ago().compareTo(wanted) >= 0;
    }

    private static Withheld inUse(Duration wanted, Input input) {
        if (input.ago() == null) {
            return new Withheld(
                    Cause.IN_USE, "nothing tells whether its owner is at it (" + input.source() + ")", null);
        }
        return new Withheld(
                Cause.IN_USE,
                "its owner was at it " + input.ago().toSeconds() + " s ago (" + input.source()
                        + "), and it is lent after " + wanted.toSeconds() + " s without input",
                null);
    }
}
