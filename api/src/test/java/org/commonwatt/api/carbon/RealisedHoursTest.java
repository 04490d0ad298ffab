package org.commonwatt.api.carbon;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RealisedHoursTest {

    private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void aSpanOfLessThanAMillisecondHasAnHourToo() {
        TestHours hours = new TestHours();
        hours.was("DEU", TEN, 200);

        RealisedHours.Mean mean =
                hours.hours().mean("DEU", TEN.plusNanos(100_000), TEN.plusNanos(600_000), 400, "as granted");

        assertThat(mean.gramsPerKwh()).isCloseTo(200, within(1e-9));
        assertThat(mean.realisedShare()).isEqualTo(1);
        assertThat(mean.source()).isEqualTo("a test");
    }
}
