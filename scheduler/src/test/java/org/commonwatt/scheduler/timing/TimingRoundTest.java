package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.TimingRound.Candidate;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.TimingRound.Decided;
import org.commonwatt.scheduler.timing.TimingRound.Decisions;

import static org.assertj.core.api.Assertions.assertThat;

class TimingRoundTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Zone ZONE = new Zone("X", NOON, List.of(400.0, 400.0, 400.0, 100.0, 110.0, 120.0, 400.0), 0);

    @Test
    void withoutALimitEachTaskIsDecidedAboutAsIfItWereAlone() {
        List<Candidate> tasks = tasks(20);
        for (Decided decided : TimingRound.decide(ZONE, tasks, Capacity.UNLIMITED, Congestion.none(NOON), NOON)
                .decided()) {
            Timing alone = GreenWindows.decide(ZONE, decided.candidate().task(), NOON);
            assertThat(decided.timing().run()).isEqualTo(alone.run());
            assertThat(decided.timing().window().from())
                    .isEqualTo(alone.window().from());
            assertThat(decided.timing().decideAgainAt()).isEqualTo(alone.decideAgainAt());
        }
    }

    @Test
    void whereManyWantTheCleanHoursTheirPriceRisesUntilSomeRunAtOnce() {
        List<Candidate> tasks = tasks(200);
        long alone = running(TimingRound.decide(ZONE, tasks, Capacity.UNLIMITED, Congestion.none(NOON), NOON));
        Congestion congestion = Congestion.none(NOON);
        long crowded = 0;
        for (int round = 0; round < 20; round++) {
            Decisions decisions = TimingRound.decide(ZONE, tasks, new Capacity(20, 20), congestion, NOON);
            congestion = decisions.congestion();
            crowded = running(decisions);
        }
        assertThat(congestion.price(NOON, 3)).isPositive();
        assertThat(crowded).isGreaterThan(alone);
    }

    @Test
    void pricesAreKeptUnderTheFullHourHoweverFineTheClock() {
        Instant now = NOON.plus(Duration.ofNanos(1_234_567_000));
        Congestion congestion = TimingRound.decide(ZONE, tasks(200), new Capacity(20, 20), Congestion.none(NOON), now)
                .congestion();
        assertThat(congestion.from()).isEqualTo(NOON);
        assertThat(congestion.isOfHour(now.plus(Duration.ofMinutes(50)))).isTrue();
        assertThat(congestion.isOfHour(now.plus(Duration.ofHours(1)))).isFalse();
        assertThat(congestion.price(NOON.plus(Duration.ofHours(1)), 2))
                .isPositive()
                .isEqualTo(congestion.hourly().get(3));
    }

    @Test
    void withinTheHourPricesStayAndBudgetsKeepTheirReserve() {
        Waiting almost = new Waiting(
                Schedule.within(Duration.ofHours(10)),
                new Remaining.Known(1),
                Duration.ofMinutes(7 * 60 + 10),
                false,
                0.065,
                0);
        List<Candidate> tasks = List.of(new Candidate(0, almost, 1));
        Congestion congestion = new Congestion(NOON, List.of(0.0, 1.0, 2.0, 3.0));
        Capacity capacity = new Capacity(5, 5);
        Decisions hourly = TimingRound.decide(ZONE, tasks, capacity, congestion, NOON);
        Decisions within = TimingRound.decideAtPrices(ZONE, tasks, capacity, congestion, NOON);
        assertThat(hourly.congestion()).isNotEqualTo(congestion);
        assertThat(within.congestion()).isEqualTo(congestion);
        assertThat(within.decided().getFirst().timing().run())
                .isEqualTo(hourly.decided().getFirst().timing().run())
                .isTrue();
        assertThat(within.decided().getFirst().timing().reason()).isEqualTo(new Reason.ReserveReached());
        Waiting spent = new Waiting(
                almost.schedule(), almost.remaining(), Duration.ofMinutes(9 * 60 + 10), false, almost.kilowatts(), 0);
        assertThat(TimingRound.decide(ZONE, List.of(new Candidate(0, spent, 1)), capacity, congestion, NOON)
                        .decided()
                        .getFirst()
                        .timing()
                        .reason())
                .isEqualTo(new Reason.BudgetSpent());
    }

    private static long running(Decisions decisions) {
        return decisions.decided().stream()
                .filter(decided -> decided.timing().run())
                .count();
    }

    @Test
    void whoHasToRunStandsFirstAndOfTheOthersWhoLosesMostByWaiting() {
        List<Candidate> tasks = new ArrayList<>(tasks(10));
        Waiting spent = new Waiting(
                Schedule.within(Duration.ofHours(6)), new Remaining.Expected(2), Duration.ofHours(6), false, 0.015, 0);
        tasks.add(new Candidate(99, spent, 1));
        List<Decided> decided = TimingRound.decide(ZONE, tasks, new Capacity(5, 5), Congestion.none(NOON), NOON)
                .decided();
        assertThat(decided.getFirst().candidate().id()).isEqualTo(99);
        assertThat(decided).isSortedAccordingTo((one, other) -> Double.compare(other.urgency(), one.urgency()));
    }

    @Test
    void withThousandsOfTasksThoseAlikeAreDecidedAboutAlikeAndNoneBeyondItsBudget() {
        List<Candidate> tasks = tasks(1200);
        for (Decided decided : TimingRound.decide(ZONE, tasks, new Capacity(900, 900), Congestion.none(NOON), NOON)
                .decided()) {
            double slack = decided.candidate().task().slackHours(NOON);
            Duration wait = Duration.between(NOON, decided.timing().window().from());
            assertThat(decided.timing().run() ? 0 : wait.toMinutes() / 60.0).isLessThanOrEqualTo(Math.max(0, slack));
        }
    }

    private static List<Candidate> tasks(int count) {
        List<Candidate> tasks = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            Remaining remaining = id % 2 == 0 ? new Remaining.Known(0.5 + id % 7) : new Remaining.Expected(1 + id % 5);
            Duration waited = Duration.ofMinutes(id * 37 % 360);
            Waiting task = new Waiting(Schedule.within(Duration.ofHours(6)), remaining, waited, false, 0.015, 0.05);
            tasks.add(new Candidate(id, task, 1));
        }
        return tasks;
    }
}
