package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.Zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What must hold whatever the forecast; drawn from fixed seeds. */
class GreenWindowsPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void whoFollowsTheDecisionsNeverWaitsLongerThanItMayAndAlwaysEnds() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomGenerator random = seeded(seed);
            double length = 0.1 + 12 * random.nextDouble();
            boolean known = random.nextBoolean();
            Duration budget = Duration.ofMinutes(random.nextInt(24 * 60));
            Schedule schedule = new Schedule(true, budget, null, random.nextInt(3) * 0.5);
            Instant now = START.plus(Duration.ofSeconds(random.nextInt(20_000)));
            Instant arrived = now;
            double left = length;
            boolean running = false;
            Duration waited = Duration.ZERO;
            while (left > 1e-6) {
                Remaining remaining = known ? new Remaining.Known(left) : new Remaining.Expected(3);
                Waiting task = new Waiting(schedule, remaining, waited, running, 0.2, 0);
                Timing timing = GreenWindows.decide(drawnZone(random, now), task, now);
                assertThat(timing.decideAgainAt()).isAfter(now);
                Duration step = Duration.between(now, timing.decideAgainAt());
                if (timing.run()) {
                    left -= step.toMillis() / 3_600_000.0;
                } else {
                    waited = waited.plus(step);
                }
                running = timing.run();
                now = timing.decideAgainAt();
            }
            assertThat(waited).as("seed %d", seed).isLessThanOrEqualTo(budget);
            assertThat(now)
                    .isBeforeOrEqualTo(
                            arrived.plus(budget).plus(Duration.ofMillis((long) (length * 3_600_000) + 3_600_000)));
        }
    }

    @Test
    void aDeadlineThatCanBeMetIsMet() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomGenerator random = seeded(seed);
            double left = 0.5 + 10 * random.nextDouble();
            Instant now = START;
            Instant deadline = START.plus(Duration.ofMillis((long) (left * (1.2 + random.nextDouble()) * 3_600_000)));
            Schedule schedule = new Schedule(true, Duration.ofDays(7), deadline, 0);
            boolean running = false;
            while (left > 1e-6) {
                Waiting task = new Waiting(schedule, new Remaining.Known(left), Duration.ZERO, running, 0.2, 0);
                Timing timing = GreenWindows.decide(drawnZone(random, now), task, now);
                left -= timing.run()
                        ? Duration.between(now, timing.decideAgainAt()).toMillis() / 3_600_000.0
                        : 0;
                running = timing.run();
                now = timing.decideAgainAt();
            }
            assertThat(now).as("seed %d", seed).isBeforeOrEqualTo(deadline.plusSeconds(3600));
            assertThat(now.plusMillis((long) (left * 3_600_000))).isBeforeOrEqualTo(deadline.plusMillis(2));
        }
    }

    @Test
    void withoutDelayAndStartsAKnownLengthGetsTheCheapestHoursThereAre() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomGenerator random = seeded(seed);
            int hours = random.nextInt(1, 8);
            int slack = random.nextInt(0, 12);
            Zone zone = drawnZone(random, START);
            Schedule schedule = new Schedule(true, Duration.ofHours(slack), null, 0);
            Waiting task = new Waiting(schedule, new Remaining.Known(hours), Duration.ZERO, false, 1, 0);
            double cheapest = zone.hourly().subList(0, hours + slack).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .limit(hours)
                    .sum();
            assertThat(GreenWindows.decide(zone, task, START).expectedGrams()).isCloseTo(cheapest, within(1e-6));
        }
    }

    @Test
    void aPlanNeverCostsMoreThanRunningAtOnceAndIsTheSameEveryTime() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomGenerator random = seeded(seed);
            Zone zone = drawnZone(random, START);
            Remaining remaining = random.nextBoolean()
                    ? new Remaining.Known(0.1 + 9 * random.nextDouble())
                    : new Remaining.Expected(0.1 + 9 * random.nextDouble());
            Schedule schedule = new Schedule(true, Duration.ofHours(random.nextInt(30)), null, random.nextDouble());
            Instant now = START.plusSeconds(random.nextInt(7200));
            Waiting task =
                    new Waiting(schedule, remaining, Duration.ZERO, random.nextBoolean(), 0.2, random.nextDouble() / 5);
            Timing timing = GreenWindows.decide(zone, task, now);
            // Delay may only be borne for less carbon. What a length that isn't known leaves beyond the horizon is a
            // guess.
            double guessed = remaining instanceof Remaining.Known ? 1e-9 : 0.05;
            assertThat(timing.expectedGrams()).isLessThanOrEqualTo(timing.gramsAtOnce() * (1 + guessed));
            assertThat(timing.regretGrams()).isNotNegative();
            assertThat(GreenWindows.decide(zone, task, now)).isEqualTo(timing);
        }
    }

    private static Zone drawnZone(RandomGenerator random, Instant now) {
        Double[] hourly = new Double[60];
        Arrays.setAll(hourly, hour -> 50 + 500 * random.nextDouble());
        Instant from = START.plus(Duration.ofHours(Duration.between(START, now).toHours()));
        return new Zone("X", from, new ArrayList<>(List.of(hourly)), 0);
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
