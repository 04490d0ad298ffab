package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.commonwatt.api.carbon.ZoneData.KnownHour;

/** Hours that grids were, as a test says. */
public final class TestHours {

    private final Map<String, SortedMap<Instant, KnownHour>> byZone = new HashMap<>();
    private final RealisedHours hours = new RealisedHours(byZone, name -> "a test");

    /** A zone's intensity in gCO2e/kWh for each hour from {@code first} on. */
    public void was(String zone, Instant first, double... grams) {
        SortedMap<Instant, KnownHour> known = byZone.computeIfAbsent(zone, name -> new TreeMap<>());
        for (int i = 0; i < grams.length; i++) {
            Instant hour = first.plus(Duration.ofHours(i));
            known.put(hour, new KnownHour(hour, grams[i], "test", false, hour));
        }
    }

    public RealisedHours hours() {
        return hours;
    }
}
