package org.commonwatt.api.carbon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.IntensityQueries.ZoneSignal;
import org.commonwatt.api.carbon.ZoneData.Expected;
import org.commonwatt.api.carbon.ZoneData.KnownHour;
import org.commonwatt.api.carbon.ZoneForecast.Kind;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.Sources;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.scheduler.timing.Persistence;

/** What to expect of zones: a source's forecast, else the days before, else a mean. Worked out once for each new figure. */
@Component
class Forecasts {

    /** A source's forecast is believed wholly for so many hours, and less and less beyond. */
    private static final int BELIEVED_HOURS = 24;

    /** With fewer known hours than a day has, the same hour of the days before can't be looked up. */
    private static final int LEAST_HOURS = 24;

    private final Sources sources;
    private final ZoneBook book;
    private final SourceSettings settings;
    private final Clock clock;
    private final Map<Question, Made> made = new ConcurrentHashMap<>();

    private record Question(String zone, int hours) {}

    /** A forecast and what it was made from. */
    private record Made(ZoneData data, ZoneForecast forecast) {}

    Forecasts(Sources sources, ZoneBook book, SourceSettings settings, Clock clock) {
        this.sources = sources;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The forecast of a zone.
     *
     * @param covered whether a source answers for the zone
     * @param average the zone's average intensity now, for want of anything better
     */
    ZoneForecast of(@Nullable String zone, boolean covered, IntensityView average, int hours) {
        Signal signal = settings.planningSignal();
        ZoneData data = zone != null && covered && sources.zones(signal).contains(zone)
                ? book.of(new ZoneSignal(zone, signal))
                : ZoneData.NOTHING;
        Instant thisHour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        if (zone == null || data.isEmpty()) {
            return flat(zone, average, thisHour, hours);
        }
        Question question = new Question(zone, hours);
        Made known = made.get(question);
        if (known == null || known.data() != data || !known.forecast().from().equals(thisHour)) {
            known = new Made(data, make(zone, data, thisHour, hours));
            made.put(question, known);
        }
        return known.forecast();
    }

    private ZoneForecast make(String zone, ZoneData data, Instant thisHour, int hours) {
        Optional<Expected> source = data.freshForecast(clock.instant());
        SortedMap<Instant, Double> past = data.grams();
        Persistence days = new Persistence(past, thisHour, data.mean().orElse(0));
        boolean shaped = past.size() >= LEAST_HOURS;
        List<Double> hourly = new ArrayList<>(hours);
        for (int ahead = 0; ahead < hours; ahead++) {
            int k = ahead;
            Optional<Double> expected = source.flatMap(forecast -> forecast.at(thisHour.plus(Duration.ofHours(k))));
            if (ahead == 0 && past.containsKey(thisHour)) {
                hourly.add(days.at(0));
            } else if (expected.isPresent()) {
                hourly.add(
                        ahead <= BELIEVED_HOURS ? expected.get() : days.shrunk(expected.get(), ahead - BELIEVED_HOURS));
            } else {
                hourly.add(shaped ? days.at(ahead) : days.mean());
            }
        }
        Kind kind = source.isPresent() ? Kind.SOURCE : shaped ? Kind.PERSISTENCE : Kind.MEAN;
        return new ZoneForecast(
                zone, thisHour, hourly, days.mean(), settings.planningSignal(), kind, words(kind, data), asOf(data));
    }

    private String words(Kind kind, ZoneData data) {
        Expected expected = data.expected();
        String past = data.sourceOfHours().map(sources::title).orElse("no source");
        return switch (kind) {
            case SOURCE -> "forecast of " + (expected == null ? past : sources.title(expected.source()));
            case PERSISTENCE -> "the same hours of the last seven days, from " + past;
            case MEAN -> "mean of the hours that are known so far, from " + past;
        };
    }

    private static @Nullable Instant asOf(ZoneData data) {
        Expected expected = data.expected();
        Instant newest = expected == null ? null : expected.fetchedAt();
        for (KnownHour hour : data.hours().values()) {
            newest = newest == null || hour.fetchedAt().isAfter(newest) ? hour.fetchedAt() : newest;
        }
        return newest;
    }

    /**
     * One figure for all hours. Marginal and average intensity can't be compared: where the planner weighs the marginal one,
     * a zone without it counts as the mean of the zones that have it, so that it is neither sought nor shunned.
     */
    private ZoneForecast flat(@Nullable String zone, IntensityView average, Instant thisHour, int hours) {
        OptionalDouble others = settings.planningSignal() == Signal.MARGINAL ? marginalMean() : OptionalDouble.empty();
        double grams = others.orElse(average.gramsPerKwh());
        return new ZoneForecast(
                zone,
                thisHour,
                Collections.nCopies(hours, grams),
                grams,
                others.isPresent() ? Signal.MARGINAL : Signal.AVERAGE,
                Kind.MEAN,
                others.isPresent()
                        ? "no marginal intensity is known for this zone; the mean of the zones that have one"
                        : average.source(),
                average.at());
    }

    private OptionalDouble marginalMean() {
        return sources.zones(Signal.MARGINAL).stream()
                .map(zone -> book.of(new ZoneSignal(zone, Signal.MARGINAL)).mean())
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }
}
