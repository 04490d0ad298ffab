package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AvailabilityTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void aNodeThatGoesAtEightEveryMorningIsExpectedToGoThen() {
        List<Availability.Presence> nights = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            Instant evening = MONDAY.plus(Duration.ofHours(24L * day + 20));
            nights.add(new Availability.Presence(evening, evening.plus(Duration.ofMinutes(12 * 60 - 10))));
        }
        Availability learned = Availability.learned(days(29), nights);
        Instant later = MONDAY.plus(Duration.ofDays(28));
        assertThat(learned.stay(later.plus(Duration.ofHours(20))).halfHours()).isBetween(11.0, 12.5);
        assertThat(learned.stay(later.plus(Duration.ofHours(30))).halfHours()).isBetween(1.0, 2.5);
        assertThat(learned.hazard(later.plus(Duration.ofHours(31)))).isGreaterThan(0.6);
    }

    @Test
    void ofAnUnknownNodeNoMoreIsExpectedThanOfDonatedMachinesAtLarge() {
        Availability unknown = Availability.learned(days(0), List.of());
        assertThat(unknown.stay(MONDAY).halfHours()).isCloseTo(Stay.UNKNOWN.halfHours(), within(1e-6));
        assertThat(unknown.stay(MONDAY).calmHours()).isCloseTo(Stay.UNKNOWN.calmHours(), within(1e-6));
    }

    @Test
    void aNodeThatNeverGoesStaysForTheDayThatIsForeseen() {
        Availability steady = Availability.learned(days(28), List.of(days(28)));
        assertThat(steady.stay(MONDAY.plus(Duration.ofDays(29))).halfHours()).isEqualTo(Availability.MOST_HOURS);
    }

    @Test
    void whatWasCountedTeachesTheSameAsThePresencesThatWereCounted() {
        double[] seen = new double[Availability.HOURS_OF_WEEK];
        double[] left = new double[Availability.HOURS_OF_WEEK];
        Instant noon = MONDAY.plus(Duration.ofHours(12));
        seen[Availability.hourOfWeek(noon)] = 1;
        seen[Availability.hourOfWeek(noon.plus(Duration.ofHours(1)))] = 0.5;
        left[Availability.hourOfWeek(noon.plus(Duration.ofHours(1)))] = 1;
        Availability counted = Availability.of(seen, seen, left);
        Availability.Presence presence = new Availability.Presence(noon, noon.plus(Duration.ofMinutes(90)));
        Availability learned = Availability.learned(presence, List.of(presence));
        assertThat(counted.stay(noon)).isEqualTo(learned.stay(noon));
        assertThat(counted.share(noon, 24)).isEqualTo(learned.share(noon, 24));
        assertThat(counted.stay(noon).halfHours()).isLessThan(Stay.UNKNOWN.halfHours());
    }

    @Test
    void aNodeThatIsThereHalfOfEachDayIsExpectedForHalfOfTheNext() {
        List<Availability.Presence> mornings = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            Instant midnight = MONDAY.plus(Duration.ofDays(day));
            mornings.add(new Availability.Presence(midnight, midnight.plus(Duration.ofHours(12))));
        }
        Availability learned = Availability.learned(days(28), mornings);
        assertThat(learned.share(MONDAY, 24)).isCloseTo(0.5, within(0.02));
        assertThat(learned.share(MONDAY, 12)).isBetween(0.9, 1.0);
    }

    private static Availability.Presence days(int days) {
        return new Availability.Presence(MONDAY, MONDAY.plus(Duration.ofDays(days)));
    }

    @Test
    void aNodeThatIsThereAtNightIsExpectedAtNight() {
        double[] watched = new double[Availability.HOURS_OF_WEEK];
        double[] seen = new double[Availability.HOURS_OF_WEEK];
        for (int hour = 0; hour < watched.length; hour++) {
            watched[hour] = 4;
            seen[hour] = hour % 24 < 8 ? 4 : 0;
        }
        Availability nights = Availability.of(watched, seen, new double[watched.length]);
        assertThat(nights.share(MONDAY, 24)).isCloseTo(1 / 3.0, within(0.02));
        assertThat(nights.share(MONDAY, 8)).isGreaterThan(0.9);
        assertThat(nights.share(MONDAY.plus(Duration.ofHours(8)), 8)).isLessThan(0.1);
    }
}
