package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.ZoneData.KnownHour;

/** Hours of zones that are known. */
public final class RealisedHours {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, SortedMap<Instant, KnownHour>> byZone;
    private final UnaryOperator<String> title;

    RealisedHours(Map<String, SortedMap<Instant, KnownHour>> byZone, UnaryOperator<String> title) {
        this.byZone = byZone;
        this.title = title;
    }

    /**
     * A mean over a span of time.
     *
     * @param gramsPerKwh gCO2e/kWh
     * @param realisedShare share of the span of which the hour is known, 0..1
     * @param source who says so
     */
    public record Mean(double gramsPerKwh, double realisedShare, String source) {}

    /**
     * The mean intensity over a span, each hour by the time that falls into it.
     *
     * @param otherwise gCO2e/kWh for hours that are not known, and who says so
     */
    public Mean mean(@Nullable String zone, Instant from, Instant to, double otherwise, String otherwiseSource) {
        SortedMap<Instant, KnownHour> hours = zone == null ? null : byZone.get(zone);
        // A lease that ended where it began still has an hour.
        Instant end = to.isAfter(from) ? to : from.plusMillis(1);
        double span = nanos(from, end);
        double known = 0;
        double grams = 0;
        TreeSet<String> titles = new TreeSet<>();
        SortedMap<Instant, KnownHour> within = hours == null
                ? Collections.emptySortedMap()
                : hours.subMap(from.minus(HOUR).plusMillis(1), end);
        for (KnownHour hour : within.values()) {
            Instant begins = hour.hour().isAfter(from) ? hour.hour() : from;
            Instant ends = hour.hour().plus(HOUR).isBefore(end) ? hour.hour().plus(HOUR) : end;
            double part = nanos(begins, ends);
            known += part;
            grams += part * hour.grams();
            titles.add(title.apply(hour.source()));
        }
        double share = Math.min(1, known / span);
        double mean = (grams + (span - known) * otherwise) / span;
        String source = titles.isEmpty()
                ? otherwiseSource
                : String.join("; ", titles) + (share < 1 ? "; for hours that it lacks: " + otherwiseSource : "");
        return new Mean(titles.isEmpty() ? otherwise : mean, share, source);
    }

    /** Not in milliseconds: a span of a part of one would have no length, and no mean. */
    private static double nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }
}
