package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.commonwatt.scheduler.Zone;

/** The hours ahead in one zone: what is left of the present hour, then whole hours. */
final class Slots {

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private final Zone zone;
    private final Instant now;
    private final int hour;
    private final double first;
    private final double[] intensities;

    /**
     * @param hours how far to look; rounded up to whole slots
     */
    Slots(Zone zone, Instant now, double hours) {
        this.zone = zone;
        this.now = now;
        double since = Math.max(0, Duration.between(zone.from(), now).toMillis() / MILLIS_PER_HOUR);
        this.hour = (int) Math.min(since, Integer.MAX_VALUE / 2.0);
        this.first = hour + 1 - since;
        this.intensities = new double[1 + (int) Math.ceil(Math.max(0, hours - first))];
        int last = zone.hourly().size() - 1;
        for (int slot = 0; slot < intensities.length; slot++) {
            intensities[slot] = zone.hourly().get(Math.min(hour + slot, last));
        }
    }

    int count() {
        return intensities.length;
    }

    /** Length of a slot in hours; only the first is shorter than one. */
    double width(int slot) {
        return slot == 0 ? first : 1;
    }

    /** Hours from now until a slot begins. */
    double offset(int slot) {
        return slot == 0 ? 0 : first + slot - 1;
    }

    /** Expected intensity in gCO2e/kWh. */
    double intensity(int slot) {
        return intensities[slot];
    }

    double[] intensities() {
        return intensities.clone();
    }

    Instant at(double offsetHours) {
        return now.plusMillis(Math.round(offsetHours * MILLIS_PER_HOUR));
    }

    /** The span as a window; never shorter than a second, so that one that is just enough still is one. */
    GreenWindow window(double from, double to) {
        Instant start = at(from);
        Instant end = at(Math.max(to, from + 1 / 3600.0));
        double hours = Duration.between(start, end).toMillis() / MILLIS_PER_HOUR;
        return new GreenWindow(zone.name(), start, end, zone.meanIntensity(start, hours));
    }

    /** When the present hour began: to the nanosecond, since prices are kept under it. */
    Instant hour() {
        return zone.from().plus(Duration.ofHours(hour));
    }

    double meanIntensity() {
        return Arrays.stream(intensities).average().orElse(0);
    }

    Instant now() {
        return now;
    }
}
