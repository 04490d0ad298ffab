package org.commonwatt.scheduler.timing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Why a task runs or waits. */
public sealed interface Reason {

    /** Its owner didn't say that it may wait. */
    record NotDeferrable() implements Reason {}

    /** It has waited as long as it may. */
    record BudgetSpent() implements Reason {}

    /** It keeps what it may still wait, since machines are few and it may not get one at once. */
    record ReserveReached() implements Reason {}

    /** Its deadline is so near that carbon no longer counts. */
    record DeadlineNear(Instant deadline) implements Reason {}

    /** Nothing better is expected that is worth the wait; {@code now} in gCO2e/kWh. */
    record CleanEnough(double now) implements Reason {}

    /** Cleaner electricity is expected; both in gCO2e/kWh. */
    record CleanerLater(double now, GreenWindow window) implements Reason {}

    /** In words. */
    default String sentence() {
        return switch (this) {
            case NotDeferrable it -> "it may not wait";
            case BudgetSpent it -> "it has waited as long as it may";
            case ReserveReached it -> "it keeps the rest of its waiting for finding a free machine";
            case DeadlineNear it -> "it must run on to end by " + minute(it.deadline());
            case CleanEnough it -> grams(it.now()) + " now, and waiting for less would cost more than it saves";
            case CleanerLater it -> grams(it.now()) + " now, " + expected(it.window());
        };
    }

    private static String expected(GreenWindow window) {
        return grams(window.intensity()) + " expected in " + window.zone() + " from " + minute(window.from()) + " to "
                + minute(window.to());
    }

    private static String grams(double intensity) {
        return String.format(Locale.ROOT, "%.0f gCO2e/kWh", intensity);
    }

    private static String minute(Instant moment) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
    }
}
