package org.commonwatt.cli.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.commonwatt.cli.terminal.Printable;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.protocol.job.Timeline;
import org.commonwatt.protocol.job.Timeline.Hour;
import org.commonwatt.protocol.job.Timeline.Span;
import org.commonwatt.protocol.job.Timeline.ZoneCurve;
import org.commonwatt.protocol.job.TimingView;

/** A timeline as a table of spans, and the intensity of its zones as a line of blocks. */
final class TimelineText {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private TimelineText() {}

    static Table spans(Timeline timeline) {
        Table table = new Table("#", "FROM", "FOR", "STATE", "NODE", "ZONE", "GCO2E");
        int number = 0;
        for (Span span : timeline.spans()) {
            Instant to = span.to() == null ? timeline.to() : span.to();
            table.row(
                    Integer.toString(++number),
                    TimingText.minute(span.from()),
                    Quantity.duration(Duration.between(span.from(), to)) + (span.to() == null ? " so far" : ""),
                    span.state().toString(),
                    span.node() == null ? Quantity.UNKNOWN : span.node().name(),
                    span.zone() == null ? Quantity.UNKNOWN : span.zone(),
                    Quantity.significant(span.gco2e()));
        }
        return table;
    }

    /** Why each span was so, such as {@code 2  Waits for cleaner electricity: …}; reasons are too long for a column. */
    static List<String> reasons(Timeline timeline) {
        List<String> reasons = new ArrayList<>();
        int number = 0;
        for (Span span : timeline.spans()) {
            number++;
            if (span.reason() != null) {
                reasons.add(number + "  " + Printable.indented(span.reason()));
            }
        }
        return reasons;
    }

    /**
     * A zone's hours, such as {@code GBR  ▂▃█▇▁  110–340 gCO2e/kWh, an hour each from 2026-12-01 10:00Z (source)}; of more hours
     * than {@code width} the last.
     */
    static String curve(ZoneCurve curve, int width) {
        List<Hour> hours = curve.hours();
        List<Hour> shown = hours.subList(Math.max(0, hours.size() - Math.max(1, width)), hours.size());
        double least = shown.stream().mapToDouble(Hour::gramsPerKwh).min().orElse(0);
        double most = shown.stream().mapToDouble(Hour::gramsPerKwh).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (Hour hour : shown) {
            double height = most > least ? (hour.gramsPerKwh() - least) / (most - least) : 0;
            line.append(BLOCKS.charAt((int) Math.round(height * (BLOCKS.length() - 1))));
        }
        String zone = curve.zone().equals(TimingView.WORLD) ? "no zone" : curve.zone();
        return zone + "  " + line + "  " + Quantity.significant(least) + "–" + Quantity.significant(most)
                + " gCO2e/kWh, an hour each from "
                + TimingText.minute(shown.getFirst().at()) + " (" + curve.source() + ")";
    }
}
