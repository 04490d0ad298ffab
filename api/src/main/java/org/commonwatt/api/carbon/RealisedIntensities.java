package org.commonwatt.api.carbon;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.IntensityQueries.ZoneSignal;
import org.commonwatt.api.carbon.ZoneData.KnownHour;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.Sources;

/** What grids really were, by the hour: average intensity alone, as receipts add it up. */
@Component
public class RealisedIntensities {

    private final IntensityQueries queries;
    private final Sources sources;

    RealisedIntensities(IntensityQueries queries, Sources sources) {
        this.queries = queries;
        this.sources = sources;
    }

    /** What is known of some zones over a span of time, read once. Zones that are null are the world, of which nothing is. */
    public RealisedHours between(Instant from, Instant to, Collection<? extends @Nullable String> zones) {
        Map<String, SortedMap<Instant, KnownHour>> hours = new HashMap<>();
        zones.stream()
                .filter(Objects::nonNull)
                .distinct()
                .forEach(zone -> hours.put(
                        zone, queries.hours(new ZoneSignal(zone, Signal.AVERAGE), from.minusSeconds(3600), to)));
        return new RealisedHours(hours, sources::title);
    }
}
