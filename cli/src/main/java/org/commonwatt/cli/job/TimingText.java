package org.commonwatt.cli.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.job.TimingView;

/** What was decided about when a job runs, in words. */
final class TimingText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TimingView timing;

    private TimingText(TimingView timing) {
        this.timing = timing;
    }

    /**
     * Such as {@code from 2026-12-01 02:00Z in GBR, to end about 2026-12-01 06:10Z; saves 12.3 of 40.1 gCO2e against starting at
     * once (estimate): 310 gCO2e/kWh now, …}.
     */
    static String of(TimingView timing) {
        return new TimingText(timing).text();
    }

    private String text() {
        String where = timing.window().zone().equals(TimingView.WORLD)
                ? ""
                : " in " + timing.window().zone();
        String when = timing.run() ? "now" : "from " + minute(timing.window().from());
        return when + where + ", to end about " + minute(timing.endsAt()) + saving() + ": " + timing.sentence();
    }

    private String saving() {
        double saved = timing.savedGrams();
        return saved <= 0
                ? "; about " + Quantity.significant(timing.expectedGrams()) + " gCO2e (estimate)"
                : "; saves " + Quantity.significant(saved) + " of " + Quantity.significant(timing.gramsAtOnce())
                        + " gCO2e against starting at once (estimate)";
    }

    static String minute(Instant moment) {
        return MINUTE.format(moment);
    }
}
