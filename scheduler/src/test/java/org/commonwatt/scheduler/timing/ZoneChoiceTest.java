package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.ZoneChoice.Place;

import static org.assertj.core.api.Assertions.assertThat;

class ZoneChoiceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Zone CLEAN = zone("FRA", 70);
    private static final Zone DIRTY = zone("DEU", 550);

    @Test
    void theZoneWithTheCheaperPlanIsChosen() {
        Zone cleanSoon = zone("FRA", 500, 60, 60, 60);
        ZoneChoice choice = choice(place(cleanSoon, 5), place(zone("DEU", 400), 5));
        assertThat(choice.choose(everywhere(task(2, 24)))).isEqualTo("FRA");
    }

    @Test
    void workGoesToTheCleanZoneAsLongAsItsMachinesHaveTimeAndElsewhereThen() {
        ZoneChoice choice = choice(place(CLEAN, 1), place(DIRTY, 20));
        Map<String, Integer> chosen = new HashMap<>();
        for (int task = 0; task < 30; task++) {
            chosen.merge(choice.choose(everywhere(task(8, 24))), 1, Integer::sum);
        }
        // One machine does three such tasks before the fourth has waited as long as it may.
        assertThat(chosen).containsEntry("FRA", 3).containsEntry("DEU", 27);
    }

    @Test
    void whatIsPlannedAlreadyTakesItsHours() {
        ZoneChoice choice = choice(place(CLEAN, 1), place(DIRTY, 20));
        choice.count("FRA", NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(30)));
        choice.count("ELSEWHERE", NOON, NOON.plus(Duration.ofHours(30)));
        assertThat(choice.choose(everywhere(task(8, 24)))).isEqualTo("DEU");
    }

    @Test
    void workThatIsPlannedForTheSameHoursRunsInTurn() {
        ZoneChoice choice = choice(place(CLEAN, 1), place(DIRTY, 20));
        for (int task = 0; task < 3; task++) {
            choice.count("FRA", NOON.plus(Duration.ofHours(2)), NOON.plus(Duration.ofHours(10)));
        }
        assertThat(choice.choose(everywhere(task(8, 24)))).isEqualTo("DEU");
        assertThat(choice.choose(everywhere(task(2, 24)))).isEqualTo("FRA");
    }

    @Test
    void aCrowdedZoneIsPassedBy() {
        Congestion dear = new Congestion(
                NOON, DoubleStream.generate(() -> 50).limit(48).boxed().toList());
        ZoneChoice choice = new ZoneChoice(List.of(new Place(CLEAN, new Capacity(5, 5), dear), place(DIRTY, 5)), NOON);
        // 50 g for an hour of 0.065 kW are more than the 480 g/kWh between the zones.
        assertThat(choice.choose(everywhere(task(30, 1)))).isEqualTo("DEU");
    }

    @Test
    void eachZoneIsJudgedByTheMachineThatTheWorkWouldHaveThere() {
        ZoneChoice choice = choice(place(CLEAN, 5), place(DIRTY, 5));
        Waiting slow = new Waiting(Schedule.within(Duration.ofHours(24)), known(10), Duration.ZERO, false, 0.1, 0);
        Waiting thrifty = new Waiting(Schedule.within(Duration.ofHours(24)), known(1), Duration.ZERO, false, 0.1, 0);
        assertThat(choice.choose(Map.of("FRA", slow, "DEU", thrifty))).isEqualTo("DEU");
    }

    @Test
    void whereEverythingIsFullWorkGoesWhereLeastIsWantedForEachMachine() {
        ZoneChoice choice = choice(place(CLEAN, 1), place(DIRTY, 10));
        Map<String, Integer> chosen = new HashMap<>();
        for (int task = 0; task < 110; task++) {
            chosen.merge(choice.choose(everywhere(task(40, 0))), 1, Integer::sum);
        }
        assertThat(chosen.get("FRA")).isBetween(8, 20);
    }

    private static Map<String, Waiting> everywhere(Waiting task) {
        return Map.of("FRA", task, "DEU", task);
    }

    private static Waiting task(double hours, int maxWaitHours) {
        return new Waiting(
                Schedule.within(Duration.ofHours(maxWaitHours)), known(hours), Duration.ZERO, false, 0.065, 0);
    }

    private static Remaining known(double hours) {
        return new Remaining.Known(hours);
    }

    private static Zone zone(String name, double... hourly) {
        return new Zone(name, NOON, DoubleStream.of(hourly).boxed().toList(), 0);
    }

    private static Place place(Zone zone, int machines) {
        return new Place(zone, new Capacity(machines, machines / 0.7), Congestion.none(NOON));
    }

    private static ZoneChoice choice(Place... places) {
        return new ZoneChoice(List.of(places), NOON);
    }
}
