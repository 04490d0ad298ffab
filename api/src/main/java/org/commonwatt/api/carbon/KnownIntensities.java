package org.commonwatt.api.carbon;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.IntensityQueries.ZoneSignal;
import org.commonwatt.api.carbon.ZoneData.KnownHour;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.Sources;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** The newest figures of the operator's sources, and the yearly means where those say nothing. */
@Component
class KnownIntensities implements Intensities {

    private final Sources sources;
    private final ZoneBook book;
    private final CountryTable countries;
    private final Forecasts forecasts;
    private final SourceSettings settings;
    private final Clock clock;

    KnownIntensities(
            Sources sources,
            ZoneBook book,
            CountryTable countries,
            Forecasts forecasts,
            SourceSettings settings,
            Clock clock) {
        this.sources = sources;
        this.book = book;
        this.countries = countries;
        this.forecasts = forecasts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public @Nullable String name(@Nullable String zone) {
        String name = covered(zone);
        return name == null ? countries.of(zone).zone() : name;
    }

    @Override
    public IntensityView of(@Nullable String zone) {
        String name = covered(zone);
        return name == null
                ? countries.of(zone)
                : measured(name).orElseGet(() -> {
                    IntensityView mean = countries.of(name);
                    return new IntensityView(
                            mean.gramsPerKwh(), name, mean.source() + "; no source has a newer figure", null);
                });
    }

    @Override
    public ZoneForecast forecast(@Nullable String zone, int hours) {
        String name = covered(zone);
        return forecasts.of(name(zone), name != null, of(zone), hours);
    }

    private Optional<IntensityView> measured(String name) {
        if (!sources.zones(Signal.AVERAGE).contains(name)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return book.of(new ZoneSignal(name, Signal.AVERAGE))
                .newest(now, settings.freshFor())
                .map(hour -> new IntensityView(hour.grams(), name, words(hour), hour.hour()));
    }

    private String words(KnownHour hour) {
        return sources.title(hour.source()) + (hour.estimated() ? ", an estimate" : "") + ", hour of " + hour.hour();
    }

    /** The zone's name if a source answers for it, or for a larger zone that it lies in; else null. */
    private @Nullable String covered(@Nullable String zone) {
        if (zone == null || sources.isEmpty()) {
            return null;
        }
        String written = zone.strip().toUpperCase(Locale.ROOT);
        for (String name = written; ; name = name.substring(0, name.lastIndexOf('-'))) {
            if (isCovered(name)) {
                return name;
            }
            if (name.indexOf('-') < 0) {
                String country = countries.threeLetters(name);
                return isCovered(country) ? country : null;
            }
        }
    }

    private boolean isCovered(String name) {
        return sources.zones(Signal.AVERAGE).contains(name)
                || sources.zones(Signal.MARGINAL).contains(name);
    }
}
