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
        Availability learned = Availability.learned(nights);
        Instant later = MONDAY.plus(Duration.ofDays(28));
        assertThat(learned.staysHours(later.plus(Duration.ofHours(20)))).isBetween(11.0, 12.0);
        assertThat(learned.staysHours(later.plus(Duration.ofHours(30)))).isBetween(1.0, 2.0);
        assertThat(learned.hazard(later.plus(Duration.ofHours(31)))).isGreaterThan(0.8);
    }

    @Test
    void ofAnUnknownNodeNoMoreIsExpectedThanOfDonatedMachinesAtLarge() {
        Availability unknown = Availability.learned(List.of());
        assertThat(unknown.staysHours(MONDAY)).isCloseTo(Math.log(2) * NodeClass.UNKNOWN_STAY, within(1e-6));
    }

    @Test
    void aNodeThatNeverGoesStaysForTheDayThatIsForeseen() {
        Availability steady =
                Availability.learned(List.of(new Availability.Presence(MONDAY, MONDAY.plus(Duration.ofDays(28)))));
        assertThat(steady.staysHours(MONDAY.plus(Duration.ofDays(29)))).isEqualTo(Availability.MOST_HOURS);
    }
}
