package org.commonwatt.worker.limits;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Hours of the week, by the clock on the wall of a time zone.
 *
 * @param spans when the machine is lent; none means always
 */
public record Week(List<Span> spans, ZoneId zone) {

    /** At all hours, by the machine's own clock. */
    public static final Week ALWAYS = new Week(List.of(), ZoneId.systemDefault());

    private static final int DAY = 24 * 60;
    private static final Pattern TEXT =
            Pattern.compile("(?:([a-z,\\- ]*[a-z])\\s*)??(?:([0-9:]{1,5})\\s*-\\s*([0-9:]{1,5}))?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2})(?::([0-9]{2}))?");

    public Week {
        spans = List.copyOf(spans);
    }

    /**
     * Hours that begin on some days.
     *
     * @param days on which the span begins; one over midnight ends on the day after
     * @param from minute of the day, 0..1439
     * @param to minute of the day, 1..1440; not above {@code from} where the span ends on the next day
     */
    public record Span(Set<DayOfWeek> days, int from, int to) {

        public Span {
            days = Set.copyOf(days);
        }

        private boolean covers(DayOfWeek day, int minute) {
            if (from < to) {
                return days.contains(day) && minute >= from && minute < to;
            }
            return days.contains(day) && minute >= from || days.contains(day.minus(1)) && minute < to;
        }

        /**
         * Reads {@code Mon-Fri 22:00-07:00}, {@code Sat,Sun} (whole days) or {@code 20-6} (every day).
         *
         * @throws IllegalArgumentException with what was expected, when {@code text} is not one
         */
        static Span parse(String text) {
            Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (text.isBlank() || !matcher.matches()) {
                throw expected(text);
            }
            Set<DayOfWeek> days =
                    matcher.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : days(matcher.group(1), text);
            if (matcher.group(2) == null) {
                return new Span(days, 0, DAY);
            }
            int from = minute(matcher.group(2), text);
            int to = minute(matcher.group(3), text);
            if (from == DAY || from == to) {
                throw expected(text);
            }
            return new Span(days, from, to == 0 ? DAY : to);
        }

        private static Set<DayOfWeek> days(String words, String text) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (String part : words.split("\\s*,\\s*")) {
                String[] ends = part.strip().split("\\s*-\\s*", -1);
                DayOfWeek first = day(ends[0], text);
                DayOfWeek last = ends.length == 1 ? first : day(ends[1], text);
                if (ends.length > 2) {
                    throw expected(text);
                }
                for (DayOfWeek day = first; ; day = day.plus(1)) {
                    days.add(day);
                    if (day == last) {
                        break;
                    }
                }
            }
            return days;
        }

        private static DayOfWeek day(String word, String text) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (word.length() >= 3 && day.name().toLowerCase(Locale.ROOT).startsWith(word)) {
                    return day;
                }
            }
            throw expected(text);
        }

        private static int minute(String word, String text) {
            Matcher time = TIME.matcher(word);
            if (!time.matches()) {
                throw expected(text);
            }
            int hours = Integer.parseInt(time.group(1));
            int minutes = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
            int minute = hours * 60 + minutes;
            if (minutes > 59 || minute > DAY) {
                throw expected(text);
            }
            return minute;
        }

        private static IllegalArgumentException expected(String text) {
            return new IllegalArgumentException("hours such as \"Mon-Fri 22:00-07:00\" or \"Sat,Sun\", not " + text);
        }
    }

    /** Whether the machine is lent at this moment. */
    public boolean isOpen(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        int minute = there.getHour() * 60 + there.getMinute();
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.covers(there.getDayOfWeek(), minute));
    }

    /** When the machine is lent next, at or after this moment; null where it never is. */
    public @Nullable Instant nextOpening(Instant moment) {
        if (isOpen(moment)) {
            return moment;
        }
        LocalDate today = moment.atZone(zone).toLocalDate();
        List<Instant> beginnings = new ArrayList<>();
        for (int ahead = 0; ahead <= 7; ahead++) {
            LocalDate day = today.plusDays(ahead);
            for (Span span : spans) {
                if (span.days().contains(day.getDayOfWeek())) {
                    ZonedDateTime begin =
                            day.atTime(span.from() / 60, span.from() % 60).atZone(zone);
                    beginnings.add(begin.toInstant());
                    // When the clocks go back an hour is there twice.
                    beginnings.add(begin.withLaterOffsetAtOverlap().toInstant());
                }
            }
        }
        // What begins at a time that the clock skips begins when it has been skipped.
        ZoneOffsetTransition change = zone.getRules().nextTransition(moment);
        if (change != null) {
            beginnings.add(change.getInstant());
        }
        return beginnings.stream()
                .filter(begin -> begin.isAfter(moment) && isOpen(begin))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
