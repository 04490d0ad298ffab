package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.placement.OpenWork.Measured;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.GreenWindows;
import org.commonwatt.scheduler.timing.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

class OpenWorkTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Hardware LAPTOP = new Hardware(8L << 30, 8L << 30, 50e9, 15);
    private static final Zone ZONE = new Zone("X", NOW, List.of(300.0, 100.0, 300.0), 0);

    @Test
    void workOfManyYearsAndOfASpeedThatCannotBeIsPlannedAsIfItTookOne() {
        for (OpenWork endless : List.of(work(1e30, null), work(1e9, 1e30))) {
            assertThat(GreenWindows.decide(ZONE, endless.on(LAPTOP, NOW), NOW).endsAt())
                    .isBetween(NOW.plus(Duration.ofDays(366)), NOW.plus(Duration.ofDays(368)));
        }
    }

    private static OpenWork work(double flops, @Nullable Double hoursLeft) {
        UUID id = new UUID(0, 1);
        return new OpenWork(
                id,
                id,
                new Schedule(true, Duration.ofHours(24), null, 1),
                NOW,
                Duration.ZERO,
                new WorkNeed(1 << 20, 1 << 20, flops),
                false,
                false,
                null,
                new Measured(hoursLeft, null),
                NOW);
    }
}
