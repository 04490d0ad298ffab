package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PersistenceTest {

    private static final Instant NOW = Instant.parse("2026-03-11T00:00:00Z");
    private static final int WEEK = 7 * 24;

    @Test
    void withoutADeviationAnHourIsExpectedAsItWasInTheMeanOfTheLastSevenDays() {
        Persistence days = new Persistence(
                hours(-10 * 24, -1, hour -> Math.floorMod(hour, 24) + (hour < -WEEK ? 1000.0 : day(hour))), NOW, 0);
        assertThat(days.plainAt(5)).isCloseTo(5 + 4, within(1e-9));
        assertThat(days.plainAt(29)).isCloseTo(days.plainAt(5), within(1e-9));
        assertThat(days.mean()).isCloseTo(11.5 + 4, within(1e-9));
    }

    /** 1 to 7 over the days of the week before, whose mean is 4. */
    private static double day(int hour) {
        return 8 - Math.ceilDiv(-hour, 24);
    }

    @Test
    void whatThePresentHourIsOffFadesWithTheHours() {
        Persistence days = new Persistence(hours(-WEEK, 0, hour -> hour == 0 ? 100 : 200), NOW, 0);
        assertThat(days.at(0)).isEqualTo(100);
        assertThat(days.at(1)).isCloseTo(200 - 100 * 0.95, within(1e-9));
        assertThat(days.at(24)).isCloseTo(200 - 100 * Math.pow(0.95, 24), within(1e-9));
        assertThat(days.hourly()).hasSize(Persistence.HOURS + 1).endsWith(days.mean());
        Persistence calm = new Persistence(hours(-WEEK, 0, hour -> hour % 24 == 0 ? 0 : hour > -24 ? 10 : 1), NOW, 0);
        assertThat(calm.hourly()).allMatch(intensity -> intensity >= 0);
    }

    @Test
    void whereThePresentHourIsNotKnownYetTheNewestOneTellsTheDeviation() {
        Persistence days = new Persistence(hours(-WEEK - 2, -2, hour -> hour == -2 ? 100 : 200), NOW, 0);
        assertThat(days.at(0)).isCloseTo(200 - 100 * Math.pow(0.95, 2), within(1e-9));
        assertThat(days.at(3)).isCloseTo(200 - 100 * Math.pow(0.95, 5), within(1e-9));
    }

    @Test
    void whatLiesAheadIsNotLookedAt() {
        SortedMap<Instant, Double> all = hours(-WEEK, 200, hour -> 100 + hour);
        SortedMap<Instant, Double> past = hours(-WEEK, 0, hour -> 100 + hour);
        assertThat(new Persistence(all, NOW, 0).hourly()).isEqualTo(new Persistence(past, NOW, 0).hourly());
    }

    @Test
    void withLittlePastItMakesDoWithWhatThereIs() {
        assertThat(new Persistence(hours(0, 0, hour -> 300), NOW, 7).hourly()).containsOnly(300.0);
        assertThat(new Persistence(new TreeMap<>(), NOW, 7).hourly()).containsOnly(7.0);
    }

    /** Hours of which the first begins so many hours from now. */
    private static SortedMap<Instant, Double> hours(int first, int last, IntToDoubleFunction grams) {
        SortedMap<Instant, Double> hours = new TreeMap<>();
        for (int hour = first; hour <= last; hour++) {
            hours.put(NOW.plus(Duration.ofHours(hour)), grams.applyAsDouble(hour));
        }
        return hours;
    }
}
