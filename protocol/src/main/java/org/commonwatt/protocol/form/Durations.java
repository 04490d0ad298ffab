package org.commonwatt.protocol.form;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, {@code 1h30m}; ISO 8601 is read too. */
public final class Durations {

    /** Capital letters, no signs and a point, as ISO 8601 has them: Java reads more. */
    private static final Pattern ISO = Pattern.compile("P[0-9DTHMS.]+");

    /** For the JSON Schema: either form, anchored. The reader is stricter about ISO 8601. */
    static final String PATTERN =
            "^(?:(?=.)(?:[0-9]{1,9}d)?(?:[0-9]{1,9}h)?(?:[0-9]{1,9}m)?(?:[0-9]{1,9}s)?|" + ISO + ")$";

    /** The written form, for people. */
    static final String EXPECTED = "a duration such as 90s, 30m or 1h30m";

    private static final Pattern WRITTEN =
            Pattern.compile("(?=.)(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

    private Durations() {}

    /** @throws IllegalArgumentException when {@code text} is neither form or negative */
    public static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (matcher.matches()) {
            return Duration.ofDays(part(matcher, 1))
                    .plusHours(part(matcher, 2))
                    .plusMinutes(part(matcher, 3))
                    .plusSeconds(part(matcher, 4));
        }
        try {
            Duration duration = Duration.parse(text);
            if (ISO.matcher(text).matches()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Falls through to the same refusal as every other text.
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    /** {@code 1h30m}; durations with parts of a second in ISO 8601. */
    public static String write(Duration duration) {
        if (!duration.truncatedTo(ChronoUnit.SECONDS).equals(duration) || duration.isNegative()) {
            return duration.toString();
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static void append(StringBuilder text, long value, String unit) {
        if (value != 0) {
            text.append(value).append(unit);
        }
    }
}
