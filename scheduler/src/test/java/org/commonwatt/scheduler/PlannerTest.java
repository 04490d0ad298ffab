package org.commonwatt.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonwatt.scheduler.Worlds.ANNA;
import static org.commonwatt.scheduler.Worlds.BEN;
import static org.commonwatt.scheduler.Worlds.NOW;
import static org.commonwatt.scheduler.Worlds.asking;
import static org.commonwatt.scheduler.Worlds.hours;
import static org.commonwatt.scheduler.Worlds.laptop;
import static org.commonwatt.scheduler.Worlds.rivals;
import static org.commonwatt.scheduler.Worlds.snapshot;
import static org.commonwatt.scheduler.Worlds.work;
import static org.commonwatt.scheduler.Worlds.zones;

class PlannerTest {

    private static final Planner PLANNER = new Planner(Weights.DEFAULT);
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    @Test
    void aLoneNodeGetsTheWork() {
        ReadyWork work = work(1, ANNA, hours(1), 1, Duration.ZERO);
        Placement placement = PLANNER.place(snapshot(List.of(work), List.of()), asking(1, laptop(), "POL", 0));
        assertThat(placement.ranking()).extracting(Placement.Choice::work).containsExactly(work);
        assertThat(placement.askAgainAt()).isNull();
    }

    @Test
    void workWaitsAMomentForAFreeNodeInACleanerZone() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        List<FleetClass> fleet = List.of(rivals(laptop(), "NOR", 0, 1));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 0));
        assertThat(placement.ranking()).isEmpty();
        assertThat(placement.held()).extracting(Placement.Held::until).containsExactly(NOW.plusSeconds(4));
    }

    @Test
    void urgentWorkIsHeldBackForNoOtherNode() {
        ReadyWork work = new ReadyWork(new WorkClass(1, ANNA, hours(1), null, true), 1, NOW, 0);
        Hardware fast = new Hardware(8L << 30, 64L << 30, 4 * laptop().flopsPerSecond(), 15);
        List<FleetClass> fleet = List.of(rivals(fast, "NOR", 0, 1));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 0));
        assertThat(placement.held()).isEmpty();
        assertThat(placement.ranking()).extracting(Placement.Choice::work).containsExactly(work);
    }

    @Test
    void workDoesNotWaitForACleanerNodeThatDoesNotCome() {
        ReadyWork work = work(1, ANNA, hours(1), 1, Weights.DEFAULT.holdAtMost());
        List<FleetClass> fleet = List.of(rivals(laptop(), "NOR", 0, 1));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 0));
        assertThat(placement.ranking()).hasSize(1);
        assertThat(placement.ranking().getFirst().gain()).isNegative();
    }

    @Test
    void whereTheCleanNodesAreFewerThanTheTasksTheOthersWorkToo() {
        ReadyWork work = work(1, ANNA, hours(1), 2, JUST_NOW);
        List<FleetClass> fleet = List.of(rivals(laptop(), "NOR", 0, 1));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 0));
        assertThat(placement.ranking()).extracting(Placement.Choice::work).containsExactly(work);
    }

    @Test
    void theCleanNodeIsOfferedTheWorkThatIsHeldFromTheOther() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        List<FleetClass> fleet = List.of(rivals(laptop(), "POL", 0, 1));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(2, laptop(), "NOR", 0));
        assertThat(placement.ranking()).hasSize(1);
        assertThat(placement.ranking().getFirst().gain()).isPositive();
    }

    @Test
    void ofTwoLikeNodesTheOneThatAsksGetsTheWork() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        List<FleetClass> fleet = List.of(rivals(laptop(), "POL", 3, 4));
        Placement placement = PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 3));
        assertThat(placement.ranking()).hasSize(1);
    }

    @Test
    void atEqualCarbonTheMachineThatWasIdleForLongerGetsTheWork() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        List<FleetClass> fleet = List.of(rivals(laptop(), "POL", 24, 1));
        assertThat(PLANNER.place(snapshot(List.of(work), fleet), asking(1, laptop(), "POL", 0))
                        .held())
                .hasSize(1);
    }

    @Test
    void amongWorkOfOneTurnTheNodeTakesWhatWouldBeDearestElsewhere() {
        ReadyWork small = work(1, ANNA, hours(0.5), 1, Duration.ofMinutes(5));
        ReadyWork large = work(2, ANNA, hours(5), 1, JUST_NOW);
        Snapshot snapshot = snapshot(List.of(small, large), List.of(rivals(laptop(), "POL", 0, 3)));
        assertThat(PLANNER.place(snapshot, asking(1, laptop(), "NOR", 0)).ranking())
                .extracting(choice -> choice.work().workClass().id())
                .containsExactly(2L, 1L);
    }

    @Test
    void anAccountThatUsedMuchStandsBehindOneThatUsedLittle() {
        ReadyWork anna = work(1, ANNA, hours(5), 1, Duration.ofMinutes(5));
        ReadyWork ben = work(2, BEN, hours(0.5), 1, JUST_NOW);
        Snapshot snapshot = new Snapshot(NOW, List.of(anna, ben), List.of(), zones(), Map.of(ANNA, 30.0, BEN, 0.1));
        assertThat(PLANNER.place(snapshot, asking(1, laptop(), "NOR", 0)).ranking())
                .extracting(choice -> choice.work().workClass().account())
                .containsExactly(BEN, ANNA);
    }

    @Test
    void priorityCountsAmongAccountsOfLikeUse() {
        ReadyWork low = work(1, ANNA, hours(5), 1, Duration.ofMinutes(5));
        ReadyWork high = new ReadyWork(new WorkClass(2, BEN, hours(0.5)), 1, NOW, 1);
        assertThat(PLANNER.place(snapshot(List.of(low, high), List.of()), asking(1, laptop(), "NOR", 0))
                        .ranking())
                .extracting(choice -> choice.work().workClass().id())
                .containsExactly(2L, 1L);
    }

    @Test
    void aNodeThatCanRunNothingIsAnsweredWithoutARound() {
        ReadyWork huge = work(1, ANNA, new WorkNeed(1L << 40, 1, 1e15), 1, JUST_NOW);
        ReadyWork elsewhere = new ReadyWork(new WorkClass(2, ANNA, hours(1), "NOR"), 1, NOW, 0);
        Snapshot snapshot = snapshot(List.of(huge, elsewhere), List.of(rivals(laptop(), "POL", 0, 1)));
        Placement placement = PLANNER.place(snapshot, PlannerTest::noRound, asking(1, laptop(), "POL", 0));
        assertThat(placement.ranking()).isEmpty();
        assertThat(placement.askAgainAt()).isNull();
    }

    private static FleetRound noRound() {
        throw new AssertionError("a round over the fleet was made");
    }

    @Test
    void nodesThatCountAsFreeAreAnsweredByOneRound() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        Snapshot snapshot =
                snapshot(List.of(work), List.of(rivals(laptop(), "POL", 0, 2), rivals(laptop(), "NOR", 0, 2)));
        FleetRound round = PLANNER.fleetRound(snapshot);
        Snapshot later = snapshot.at(NOW.plusMillis(500));
        assertThat(PLANNER.place(later, () -> round, asking(1, laptop(), "POL", 0))
                        .held())
                .extracting(Placement.Held::work)
                .containsExactly(work);
        assertThat(PLANNER.place(later, () -> round, asking(2, laptop(), "NOR", 0))
                        .ranking())
                .extracting(Placement.Choice::work)
                .containsExactly(work);
    }

    @Test
    void aNodeOfAClassThatIsBusyGetsARoundOfItsOwn() {
        ReadyWork work = work(1, ANNA, hours(1), 1, JUST_NOW);
        FleetClass busy = new FleetClass(asking(1, laptop(), "POL", 0).key(), 1, 0);
        Snapshot snapshot = snapshot(List.of(work), List.of(busy));
        assertThat(PLANNER.place(snapshot, PlannerTest::noRound, asking(1, laptop(), "POL", 0))
                        .ranking())
                .hasSize(1);
    }
}
