package org.commonwatt.worker.limits;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.commonwatt.protocol.form.Durations;
import org.commonwatt.protocol.spec.ByteSize;

/** The limits in force as an owner reads them. */
public final class LimitsText {

    private LimitsText() {}

    /** How much is lent, such as "all threads at niceness 10, 50 % of the memory, 20GiB of disk, graphics processors". */
    public static String share(OwnerLimits.Share share) {
        String threads = share.threads() == null
                ? (share.cpuShare() < 1 ? percent(share.cpuShare()) + " of the threads" : "all threads")
                : share.threads()
                        + (share.threads() == 1 ? " thread" : " threads")
                        + (share.cpuShare() < 1 ? ", at most " + percent(share.cpuShare()) + " of all," : "");
        Integer cap = share.graphics().powerCapWatts();
        String graphics = !share.graphics().lent()
                ? "no graphics processor"
                : "graphics processors" + (cap == null ? "" : " at up to " + cap + " W");
        return threads + " at niceness " + share.nice() + ", " + percent(share.memoryShare()) + " of the memory, "
                + new ByteSize(share.diskBytes()) + " of disk, " + graphics;
    }

    /** When it is lent, such as "after 5m without input, not on battery, Mon-Fri 22:00-07:00 (Europe/Berlin)". */
    public static String times(OwnerLimits.Times times, long transferredToday) {
        List<String> parts = new ArrayList<>();
        Duration idle = times.onlyWhenIdle();
        parts.add(
                idle == null
                        ? "whether or not its owner is at it"
                        : "after " + Durations.write(idle) + " without input");
        parts.add(times.onBattery() ? "on battery too" : "not on battery");
        Week hours = times.hours();
        parts.add(
                hours.spans().isEmpty()
                        ? "at all hours"
                        : hours.spans().stream().map(LimitsText::span).collect(Collectors.joining("; ")) + " ("
                                + hours.zone() + ")");
        Long perDay = times.transferPerDay();
        parts.add(
                perDay == null
                        ? "any transfer"
                        : new ByteSize(perDay) + " of transfer a day, " + (transferredToday >> 20)
                                + " MiB of them today");
        return String.join(", ", parts);
    }

    private static String span(Week.Span span) {
        String days = span.days().size() == DayOfWeek.values().length
                ? "daily"
                : Arrays.stream(DayOfWeek.values())
                        .filter(span.days()::contains)
                        .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                        .collect(Collectors.joining(","));
        return days + " " + time(span.from()) + "-" + time(span.to());
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
