package org.commonwatt.protocol.spec;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import org.commonwatt.protocol.form.Durations;

/** By when a job should have ended. Written as a text; see {@link #parse}. */
public sealed interface Deadline {

    /** The moment that it is for a job submitted then. */
    Instant from(Instant submittedAt);

    /** A moment, written {@code 2026-12-24T18:00:00Z} or with another offset. */
    record At(Instant moment) implements Deadline {
        @Override
        public Instant from(Instant submittedAt) {
            return moment;
        }

        @Override
        public String toString() {
            return moment.toString();
        }
    }

    /** So long after the submission, written {@code 36h}. */
    record After(Duration time) implements Deadline {
        @Override
        public Instant from(Instant submittedAt) {
            return submittedAt.plus(time);
        }

        @Override
        public String toString() {
            return Durations.write(time);
        }
    }

    /** The longest that a job can be given, so that no moment is beyond what databases and browsers hold. */
    Duration LONGEST = Duration.ofDays(366);

    /** The first moment whose year, in UTC, takes more than the four digits by which a moment is known. */
    Instant FIVE_DIGITS = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Reads both written forms.
     *
     * @throws IllegalArgumentException with a sentence for people when {@code text} is neither
     */
    static Deadline parse(String text) {
        if (text.length() > 4 && text.charAt(4) == '-') {
            try {
                Instant moment = OffsetDateTime.parse(text).toInstant();
                if (moment.isAfter(Instant.EPOCH) && moment.isBefore(FIVE_DIGITS)) {
                    return new At(moment);
                }
            } catch (DateTimeParseException e) {
                // Falls through to the same refusal as every other text.
            }
            throw refused();
        }
        Duration time = duration(text);
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw refused();
        }
        return new After(time);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused();
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "a moment with its offset such as 2026-12-24T18:00:00Z, or a time after the submission such as 36h, at most "
                        + LONGEST.toHours() + "h");
    }
}
