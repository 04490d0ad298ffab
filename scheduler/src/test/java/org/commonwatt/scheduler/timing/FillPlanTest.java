package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.Zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FillPlanTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void startsAfterPausesAreEmittedAndPutOffTheEnd() {
        List<Double> hourly = new ArrayList<>();
        for (int hour = 0; hour < 40; hour++) {
            hourly.add(hour % 4 == 1 ? 10.0 : 900.0);
        }
        Zone zone = new Zone("X", NOON, hourly, 0);
        Waiting task = new Waiting(
                new Schedule(true, Duration.ofHours(24), null, 0),
                new Remaining.Known(4),
                Duration.ZERO,
                false,
                1,
                0.25);
        Timing timing = GreenWindows.decide(zone, task, NOON);
        // Four clean hours and a quarter of the fifth, and four starts of a quarter of an hour after pauses.
        assertThat(timing.expectedGrams()).isCloseTo(42.5 + 10, within(1e-9));
        assertThat(timing.endsAt()).isEqualTo(NOON.plus(Duration.ofMinutes(17 * 60 + 15 + 60)));
    }

    @Test
    void aHorizonOfMonthsIsPlannedAsOneOfDaysIs() {
        List<Double> hourly = new ArrayList<>();
        for (int hour = 0; hour < 168; hour++) {
            hourly.add(300 + 150 * Math.sin(hour * 2 * Math.PI / 24) + hour % 7);
        }
        hourly.add(300.0);
        Zone zone = new Zone("X", NOON, hourly, 0);
        Waiting task = new Waiting(
                new Schedule(true, Duration.ofHours(744), null, 0),
                new Remaining.Known(2000),
                Duration.ZERO,
                false,
                1,
                0);
        double cheapest = hourly.stream()
                .mapToDouble(Double::doubleValue)
                .filter(price -> price < 300)
                .sum();
        long clean = hourly.stream().filter(price -> price < 300).count();
        assertThat(GreenWindows.decide(zone, task, NOON).expectedGrams())
                .isCloseTo(cheapest + 300 * (2000 - clean), within(1e-6));
    }
}
