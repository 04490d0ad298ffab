package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.Zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GreenWindowsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Schedule FREE_DELAY = new Schedule(true, Duration.ofHours(6), null, 0);

    @Test
    void workThatMayNotWaitRunsHoweverDirtyTheHour() {
        Timing timing = GreenWindows.decide(zone(500, 10, 10), task(Schedule.AT_ONCE, new Remaining.Known(1)), NOON);
        assertThat(timing.run()).isTrue();
        assertThat(timing.reason()).isEqualTo(new Reason.NotDeferrable());
        assertThat(timing.savedGrams()).isZero();
    }

    @Test
    void workOfKnownLengthWaitsForTheCleanHoursAndSaysWhy() {
        Instant now = NOON.plus(Duration.ofMinutes(30));
        Timing timing =
                GreenWindows.decide(zone(500, 400, 100, 100, 500), task(FREE_DELAY, new Remaining.Known(2)), now);
        assertThat(timing.run()).isFalse();
        assertThat(timing.window())
                .isEqualTo(new GreenWindow("X", NOON.plus(Duration.ofHours(2)), NOON.plus(Duration.ofHours(4)), 100));
        assertThat(timing.decideAgainAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(timing.expectedGrams()).isCloseTo(0.1 * 200, within(1e-9));
        assertThat(timing.gramsAtOnce()).isCloseTo(0.1 * (250 + 400 + 50), within(1e-9));
        assertThat(timing.reason().sentence())
                .isEqualTo(
                        "500 gCO2e/kWh now, 100 gCO2e/kWh expected in X from 2026-03-01 14:00Z to 2026-03-01 16:00Z");
    }

    @Test
    void workOfUnknownLengthWaitsWithinItsBudgetOnly() {
        Zone zone = zone(500, 500, 500, 50, 50, 50, 50, 500, 500);
        assertThat(GreenWindows.decide(zone, task(hours(6), new Remaining.Expected(2)), NOON))
                .satisfies(timing -> assertThat(timing.run()).isFalse())
                .satisfies(timing -> assertThat(timing.window().from()).isEqualTo(NOON.plus(Duration.ofHours(3))))
                .satisfies(timing -> assertThat(timing.window().to()).isAfter(NOON.plus(Duration.ofHours(5))));
        assertThat(GreenWindows.decide(zone, task(hours(2), new Remaining.Expected(2)), NOON)
                        .run())
                .as("the clean hours lie beyond what it may wait")
                .isTrue();
    }

    @Test
    void whoHasWaitedAsLongAsItMayRuns() {
        Waiting task = new Waiting(hours(6), new Remaining.Expected(2), Duration.ofHours(6), false, 0.1, 0);
        Timing timing = GreenWindows.decide(zone(500, 1, 1), task, NOON);
        assertThat(timing.run()).isTrue();
        assertThat(timing.regretGrams()).isInfinite();
        assertThat(timing.reason()).isEqualTo(new Reason.BudgetSpent());
    }

    @Test
    void aNearDeadlineWinsOverCarbon() {
        Schedule schedule = new Schedule(true, Duration.ofHours(24), NOON.plus(Duration.ofHours(5)), 0);
        Zone zone = zone(500, 500, 1, 1, 1, 1, 1, 1);
        Timing late = GreenWindows.decide(zone, task(schedule, new Remaining.Known(4)), NOON);
        assertThat(late.run()).isTrue();
        assertThat(late.reason()).isEqualTo(new Reason.DeadlineNear(NOON.plus(Duration.ofHours(5))));
        assertThat(GreenWindows.decide(zone, task(schedule, new Remaining.Known(2)), NOON)
                        .run())
                .isFalse();
    }

    @Test
    void aPauseHasToSaveTwiceWhatTheStartAfterItCosts() {
        Waiting running = new Waiting(FREE_DELAY, new Remaining.Known(2), Duration.ZERO, true, 0.1, 0.25);
        // The hour between costs 100 more than the third; a start costs 0.25 h of 100, twice.
        assertThat(GreenWindows.decide(zone(149, 100, 100, 300), running, NOON).run())
                .isTrue();
        assertThat(GreenWindows.decide(zone(151, 100, 100, 300), running, NOON).run())
                .isFalse();
        Waiting unknown = new Waiting(FREE_DELAY, new Remaining.Expected(2), Duration.ZERO, true, 0.1, 0.25);
        assertThat(GreenWindows.decide(zone(110, 100, 100, 100), unknown, NOON).run())
                .isTrue();
        assertThat(GreenWindows.decide(zone(400, 100, 100, 100), unknown, NOON).run())
                .isFalse();
    }

    @Test
    void whereEveryHourIsAlikeNothingWaits() {
        for (double weight : new double[] {0, 0.2}) {
            Schedule schedule = new Schedule(true, Duration.ofHours(24), null, weight);
            for (Remaining remaining : List.of(new Remaining.Known(3.7), new Remaining.Expected(3.7))) {
                Timing timing = GreenWindows.decide(Zone.constant("X", NOON, 300), task(schedule, remaining), NOON);
                assertThat(timing.run()).isTrue();
            }
        }
    }

    @Test
    void theWorthOfDelayDecidesWhetherASavingIsWorthTheWait() {
        Zone zone = zone(300, 300, 300, 200, 200, 200);
        Remaining remaining = new Remaining.Known(2);
        assertThat(GreenWindows.decide(zone, task(new Schedule(true, Duration.ofHours(6), null, 1), remaining), NOON)
                        .run())
                .isFalse();
        assertThat(GreenWindows.decide(zone, task(new Schedule(true, Duration.ofHours(6), null, 50), remaining), NOON)
                        .run())
                .isTrue();
    }

    @Test
    void anHourThatIsUsedInPartIsUsedWhereTheWorkGoesOn() {
        Timing timing =
                GreenWindows.decide(zone(500, 200, 100, 500), task(FREE_DELAY, new Remaining.Known(1.25)), NOON);
        assertThat(timing.window().from()).isEqualTo(NOON.plus(Duration.ofMinutes(105)));
        assertThat(timing.window().to()).isEqualTo(NOON.plus(Duration.ofHours(3)));
    }

    private static Schedule hours(int budget) {
        return Schedule.within(Duration.ofHours(budget));
    }

    private static Waiting task(Schedule schedule, Remaining remaining) {
        return new Waiting(schedule, remaining, Duration.ZERO, false, 0.1, 0);
    }

    private static Zone zone(double... hourly) {
        return new Zone("X", NOON, DoubleStream.of(hourly).boxed().toList(), 0);
    }

    @Test
    void planningKnowsTheHoursOfAZoneWhoseForecastBeganEarlier() {
        Zone zone = new Zone("X", NOON.minus(Duration.ofHours(2)), Arrays.asList(1.0, 1.0, 500.0, 50.0, 50.0), 0);
        Timing timing = GreenWindows.decide(zone, task(FREE_DELAY, new Remaining.Known(1)), NOON);
        assertThat(timing.window().from()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }
}
