package org.commonwatt.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonwatt.scheduler.Worlds.ANNA;
import static org.commonwatt.scheduler.Worlds.GIB;
import static org.commonwatt.scheduler.Worlds.hours;
import static org.commonwatt.scheduler.Worlds.laptop;
import static org.commonwatt.scheduler.Worlds.rivals;
import static org.commonwatt.scheduler.Worlds.snapshot;
import static org.commonwatt.scheduler.Worlds.work;

/** What holds for a round over the whole fleet; the properties look at worlds that are drawn from fixed seeds. */
class FleetRoundTest {

    private static final Planner PLANNER = new Planner(Weights.DEFAULT);

    @Test
    void noNodeGetsTwoTasksNoTaskTwoNodesAndNothingInfeasibleIsHandedOut() {
        for (long seed = 1; seed <= 1500; seed++) {
            Snapshot world = Worlds.drawn(Worlds.seeded(seed));
            Map<NodeClass, Integer> nodes = new HashMap<>();
            Map<ReadyWork, Integer> tasks = new HashMap<>();
            for (Match match : PLANNER.round(world)) {
                nodes.merge(match.node(), match.count(), Integer::sum);
                tasks.merge(match.work(), match.count(), Integer::sum);
                assertThat(Feasibility.fits(
                                match.work().workClass().need(), match.node().hardware()))
                        .isTrue();
            }
            for (FleetClass some : world.fleet()) {
                assertThat(nodes.getOrDefault(some.nodeClass(), 0)).isLessThanOrEqualTo(some.free());
            }
            tasks.forEach((work, count) -> assertThat(count).isLessThanOrEqualTo(work.count()));
        }
    }

    @Test
    void noNodeStaysIdleBesideWorkThatItCouldRun() {
        for (long seed = 1; seed <= 1500; seed++) {
            Snapshot world = Worlds.drawn(Worlds.seeded(seed));
            Map<NodeClass, Integer> free = new HashMap<>();
            world.fleet().forEach(some -> free.put(some.nodeClass(), some.free()));
            Map<ReadyWork, Integer> left = new HashMap<>();
            world.ready().forEach(work -> left.put(work, work.count()));
            for (Match match : PLANNER.round(world)) {
                free.merge(match.node(), -match.count(), Integer::sum);
                left.merge(match.work(), -match.count(), Integer::sum);
            }
            left.forEach((work, count) -> free.forEach((node, nodes) -> assertThat(count > 0
                            && nodes > 0
                            && Feasibility.fits(work.workClass().need(), node.hardware()))
                    .isFalse()));
        }
    }

    @Test
    void theSameWorldGivesTheSameMatchesInWhateverOrderItIsListed() {
        for (long seed = 1; seed <= 500; seed++) {
            Snapshot world = Worlds.drawn(Worlds.seeded(seed));
            List<ReadyWork> ready = new ArrayList<>(world.ready());
            Collections.shuffle(ready, new Random(7));
            Snapshot listed = new Snapshot(world.now(), ready, world.fleet(), world.zones(), world.use());
            assertThat(new HashSet<>(PLANNER.round(listed))).isEqualTo(new HashSet<>(PLANNER.round(world)));
        }
    }

    @Test
    void overdueWorkIsServedWhileAnyNodeThatCanRunItIsFree() {
        ReadyWork late = work(1, ANNA, hours(5), 1, Weights.DEFAULT.overdueAfter());
        ReadyWork many = work(2, ANNA, hours(0.5), 50, Duration.ofMinutes(1));
        List<Match> matches = PLANNER.round(snapshot(List.of(many, late), List.of(rivals(laptop(), "NOR", 0, 1))));
        assertThat(matches).extracting(Match::work).containsExactly(late);
    }

    @Test
    void workGoesToTheCleanestNodesAndLargeNodesAreLeftForWhatNeedsThem() {
        Hardware large = new Hardware(64 * GIB, 64 * GIB, 85e9, 15);
        ReadyWork small = work(1, ANNA, hours(1), 1, Duration.ZERO);
        ReadyWork needy =
                work(2, ANNA, new WorkNeed(40 * GIB, GIB, laptop().flopsPerSecond() * 3600), 1, Duration.ZERO);
        List<FleetClass> fleet =
                List.of(rivals(large, "NOR", 0, 1), rivals(laptop(), "FRA", 0, 1), rivals(laptop(), "POL", 0, 1));
        List<Match> matches = PLANNER.round(snapshot(List.of(small, needy), fleet));
        assertThat(matches).extracting(match -> match.node().zone()).containsExactly("NOR", "FRA");
        assertThat(matches).extracting(Match::work).containsExactly(needy, small);
    }

    @Test
    void aNodeThatGoesSoonGetsWhatItWillFinish() {
        NodeClass leaving = NodeClass.of(laptop(), "NOR", 0, 1);
        ReadyWork longer = work(1, ANNA, hours(3), 5, Duration.ofMinutes(9));
        ReadyWork shorter = work(2, ANNA, hours(0.5), 5, Duration.ofMinutes(1));
        List<Match> matches = PLANNER.round(snapshot(List.of(longer, shorter), List.of(new FleetClass(leaving, 1, 1))));
        assertThat(matches).extracting(Match::work).containsExactly(shorter);
    }

    @Test
    void manyClassesShareOrdersAndStillNothingIsHandedOutTwice() {
        RandomGenerator random = Worlds.seeded(3);
        Map<NodeClass, FleetClass> fleet = new HashMap<>();
        for (int node = 0; node < 400; node++) {
            NodeClass key = Worlds.drawnNode(random, node).key();
            fleet.put(key, new FleetClass(key, 1, 1));
        }
        List<ReadyWork> ready = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            ready.add(work(id, ANNA, new WorkNeed(GIB, GIB, 1e13 * (1 + random.nextDouble())), 1, Duration.ZERO));
        }
        List<Match> matches = PLANNER.round(snapshot(ready, List.copyOf(fleet.values())));
        assertThat(matches).extracting(Match::node).doesNotHaveDuplicates();
        assertThat(matches).extracting(Match::work).doesNotHaveDuplicates().hasSize(200);
    }
}
