package org.commonwatt.cli.local;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void whatKeepsDyingIsNotStartedForEver() {
        for (int death = 1; death <= 5; death++) {
            assertThat(restarts.after(Duration.ofSeconds(2)))
                    .as("death %d", death)
                    .isTrue();
        }
        assertThat(restarts.after(Duration.ofMinutes(59))).isFalse();
    }

    @Test
    void anHoursWorkMakesUpForEarlierDeaths() {
        for (int day = 1; day <= 20; day++) {
            assertThat(restarts.after(Duration.ofHours(1))).as("death %d", day).isTrue();
        }
    }
}
