package org.commonwatt.api.carbon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.IntensityQueries.ZoneSignal;

/**
 * What the tables say of zones, in memory, as planning rounds ask for it many times a second. It is read anew by each round
 * of fetching, which every replica makes, so it lags behind another replica's fetch by less than a minute.
 */
@Component
class ZoneBook {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final IntensityQueries queries;
    private final Clock clock;
    private final Map<ZoneSignal, ZoneData> known = new ConcurrentHashMap<>();
    private final Map<ZoneSignal, Instant> usedAt = new ConcurrentHashMap<>();

    ZoneBook(IntensityQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** What is known of a zone; asking for it is what makes it fetched. Writes nothing: who asks may only be reading. */
    ZoneData of(ZoneSignal zone) {
        usedAt.put(zone, clock.instant());
        ZoneData data = known.get(zone);
        if (data == null) {
            data = read(zone);
            known.put(zone, data);
        }
        return data;
    }

    /** Tells all replicas what was lately asked for here, and forgets the rest. */
    void ask() {
        Instant unusedBefore = clock.instant().minus(FORGOTTEN_AFTER);
        for (ZoneSignal zone : known.keySet()) {
            Instant used = usedAt.getOrDefault(zone, Instant.MIN);
            if (used.isBefore(unusedBefore)) {
                known.remove(zone);
                usedAt.remove(zone);
            } else {
                queries.asked(zone, used);
            }
        }
    }

    /** Reads everything anew that was lately asked for. */
    void reread() {
        for (ZoneSignal zone : known.keySet()) {
            known.put(zone, read(zone));
        }
    }

    private ZoneData read(ZoneSignal zone) {
        Instant thisHour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return new ZoneData(
                queries.hours(zone, thisHour.minus(ZoneData.KEPT), thisHour.plus(1, ChronoUnit.HOURS)),
                queries.forecast(zone).orElse(null));
    }
}
