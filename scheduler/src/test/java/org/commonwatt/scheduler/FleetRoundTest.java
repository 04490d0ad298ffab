package org.commonwatt.scheduler;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.commonwatt.scheduler.Worlds.ANNA;
import static org.commonwatt.scheduler.Worlds.GIB;
import static org.commonwatt.scheduler.Worlds.NOW;
import static org.commonwatt.scheduler.Worlds.hours;
import static org.commonwatt.scheduler.Worlds.laptop;
import static org.commonwatt.scheduler.Worlds.rivals;
import static org.commonwatt.scheduler.Worlds.snapshot;
import static org.commonwatt.scheduler.Worlds.work;

/** What holds for a round over the whole fleet; the properties look at worlds that are drawn from fixed seeds. */
class FleetRoundTest {

    private static final Planner PLANNER = new Planner(Weights.DEFAULT);

    @Test
    void noNodeGetsTwoTasksNoTaskTwoNodesAndNothingIsHandedOutWhereItMayNotRun() {
        everywhere(world -> {
            Map<NodeClass, Integer> nodes = new HashMap<>();
            Map<ReadyWork, Integer> tasks = new HashMap<>();
            for (Match match : PLANNER.round(world)) {
                nodes.merge(match.node(), match.count(), Integer::sum);
                tasks.merge(match.work(), match.count(), Integer::sum);
                assertThat(mayRun(match.work(), match.node())).isTrue();
            }
            for (FleetClass some : world.fleet()) {
                assertThat(nodes.getOrDefault(some.nodeClass(), 0)).isLessThanOrEqualTo(some.free());
            }
            tasks.forEach((work, count) -> assertThat(count).isLessThanOrEqualTo(work.count()));
        });
    }

    @Test
    void noNodeStaysIdleBesideWorkThatItCouldRun() {
        everywhere(world -> {
            Map<NodeClass, Integer> free = new HashMap<>();
            world.fleet().forEach(some -> free.put(some.nodeClass(), some.free()));
            Map<ReadyWork, Integer> left = new HashMap<>();
            world.ready().forEach(work -> left.put(work, work.count()));
            for (Match match : PLANNER.round(world)) {
                free.merge(match.node(), -match.count(), Integer::sum);
                left.merge(match.work(), -match.count(), Integer::sum);
            }
            left.forEach((work, count) -> free.forEach((node, nodes) ->
                    assertThat(count > 0 && nodes > 0 && mayRun(work, node)).isFalse()));
        });
    }

    private static boolean mayRun(ReadyWork work, NodeClass node) {
        return work.workClass().allows(node.zone())
                && Feasibility.fits(work.workClass().need(), node.hardware());
    }

    private static void everywhere(Consumer<Snapshot> property) {
        for (long seed = 1; seed <= 1500; seed++) {
            property.accept(Worlds.drawn(Worlds.seeded(seed)));
            property.accept(Worlds.crowded(Worlds.seeded(seed)));
        }
    }

    @Test
    void aKindOfNodesIsServedAlsoAfterAllWorkOfOneLengthWasGivenToOthers() {
        List<ReadyWork> ready = new ArrayList<>();
        for (int id = 0; id < 17; id++) {
            ready.add(work(id, new UUID(0, id), hours(2), 1, Duration.ZERO));
        }
        ready.add(work(17, ANNA, new WorkNeed(4 * GIB, GIB, hours(10).flops()), 20, Duration.ZERO));
        List<FleetClass> fleet = List.of(
                rivals(new Hardware(8 * GIB, 64 * GIB, 8e11, 15), "NOR", 0, 17),
                rivals(new Hardware(8 * GIB, 64 * GIB, 4e11, 15), "NOR", 0, 1),
                rivals(new Hardware(8 * GIB, 64 * GIB, 2e11, 15), "NOR", 0, 1));
        assertThat(PLANNER.round(snapshot(ready, fleet)).stream()
                        .mapToInt(Match::count)
                        .sum())
                .isEqualTo(19);
    }

    @Test
    void theSameWorldGivesTheSameMatchesInWhateverOrderItIsListed() {
        everywhere(world -> {
            List<ReadyWork> ready = new ArrayList<>(world.ready());
            List<FleetClass> fleet = new ArrayList<>(world.fleet());
            Collections.shuffle(ready, new Random(7));
            Collections.shuffle(fleet, new Random(8));
            Snapshot listed = new Snapshot(world.now(), ready, fleet, world.zones(), world.use());
            assertThat(PLANNER.round(listed)).isEqualTo(PLANNER.round(world));
        });
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
    void workThatNoNodeCanRunTakesNoCarbonOutOfTheChoiceOfOtherWork() {
        ReadyWork urgent = new ReadyWork(new WorkClass(1, ANNA, hours(1)), 1, NOW, 1);
        ReadyWork huge = work(2, ANNA, new WorkNeed(1024 * GIB, GIB, hours(1).flops()), 9, Duration.ZERO);
        ReadyWork bound = new ReadyWork(new WorkClass(3, ANNA, hours(1), "POL"), 9, NOW, 0);
        List<FleetClass> fleet = List.of(rivals(laptop(), "FRA", 0, 1), rivals(laptop(), "NOR", 0, 1));
        assertThat(PLANNER.round(snapshot(List.of(urgent, huge, bound), fleet)))
                .extracting(match -> match.node().zone())
                .containsExactly("NOR");
    }

    @Test
    void workThatNoNodeCanRunChangesNothingForOtherWork() {
        everywhere(world -> {
            List<ReadyWork> ready = new ArrayList<>(world.ready());
            ready.add(work(1000, ANNA, new WorkNeed(1024 * GIB, GIB, 1e16), 99, Duration.ofSeconds(60)));
            assertThat(PLANNER.round(new Snapshot(world.now(), ready, world.fleet(), world.zones(), world.use())))
                    .isEqualTo(PLANNER.round(world));
        });
    }

    @Test
    void whatIsUrgentGoesFirstAndToTheFastestNodeWhateverItEmitsAndHoweverManyTasksFollow() {
        Hardware fast = new Hardware(8 * GIB, 64 * GIB, 4 * laptop().flopsPerSecond(), 300);
        List<FleetClass> fleet = List.of(rivals(laptop(), "NOR", 24, 2), rivals(fast, "POL", 0, 1));
        ReadyWork urgent = new ReadyWork(new WorkClass(1, ANNA, hours(1), null, true), 1, NOW, 0);
        for (int following : new int[] {1, 2, 20}) {
            ReadyWork other = new ReadyWork(new WorkClass(2, ANNA, hours(1)), following, NOW.minusSeconds(60), 5);
            Match first = PLANNER.round(snapshot(List.of(other, urgent), fleet)).getFirst();
            assertThat(first.work()).isEqualTo(urgent);
            assertThat(first.node().zone()).isEqualTo("POL");
        }
    }

    @Test
    void aNodeThatGoesSoonGetsWhatItWillFinish() {
        NodeClass leaving = NodeClass.of(laptop(), "NOR", 0, new Stay(0.7, 0.8));
        ReadyWork longer = work(1, ANNA, hours(3), 5, Duration.ofMinutes(9));
        ReadyWork shorter = work(2, ANNA, hours(0.5), 5, Duration.ofMinutes(1));
        List<Match> matches = PLANNER.round(snapshot(List.of(longer, shorter), List.of(new FleetClass(leaving, 1, 1))));
        assertThat(matches).extracting(Match::work).containsExactly(shorter);
    }

    @Test
    void whereNodesAreFewWhatIsDearToBreakOffGoesToThoseThatStay() {
        NodeClass restless = NodeClass.of(laptop(), "NOR", 0, Stay.lasting(1));
        NodeClass calm = NodeClass.of(laptop(), "POL", 0, Stay.lasting(40));
        double flops = hours(5).flops();
        ReadyWork large = work(1, ANNA, new WorkNeed(7 * GIB, GIB, flops), 4, Duration.ofMinutes(9));
        ReadyWork small = work(2, ANNA, new WorkNeed(GIB, GIB, flops), 4, Duration.ofMinutes(1));
        List<FleetClass> fleet = List.of(new FleetClass(restless, 5, 1), new FleetClass(calm, 5, 1));
        assertThat(PLANNER.round(snapshot(List.of(large, small), fleet)))
                .extracting(Match::node, Match::work)
                .containsExactlyInAnyOrder(tuple(restless, small), tuple(calm, large));
    }

    @Test
    void aNodeThatAsksIsOfferedFirstWhatTheRoundGivesToItsKindOrWhatItNoLongerHoldsForAnother() {
        int own = 0;
        for (long seed = 1; seed <= 1500; seed++) {
            Snapshot world = Worlds.drawn(Worlds.seeded(seed));
            List<Match> matches = PLANNER.round(world);
            for (FleetClass some : world.fleet()) {
                List<ReadyWork> given = worksOf(matches, match -> match.node().equals(some.nodeClass()));
                if (!given.isEmpty()) {
                    NodeOffer asker = new NodeOffer(new UUID(0, seed), some.nodeClass(), some.nodeClass());
                    ReadyWork first =
                            PLANNER.place(world, asker).ranking().getFirst().work();
                    own += given.contains(first) ? 1 : 0;
                    int elsewhere = matches.stream()
                            .filter(match -> match.work().equals(first))
                            .mapToInt(Match::count)
                            .sum();
                    assertThat(given.contains(first) || elsewhere == first.count())
                            .isTrue();
                }
            }
        }
        assertThat(own).isGreaterThan(1000);
    }

    private static List<ReadyWork> worksOf(List<Match> matches, Predicate<Match> which) {
        return matches.stream().filter(which).map(Match::work).toList();
    }

    @Test
    void manyClassesShareOrdersAndStillNothingIsHandedOutTwice() {
        List<Match> matches = PLANNER.round(snapshot(works(200, 0), various(400)));
        assertThat(matches).extracting(Match::node).doesNotHaveDuplicates();
        assertThat(matches).extracting(Match::work).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void manyClassesShareOrdersAlsoWhereMoreFollowsThanThereAreNodes() {
        List<ReadyWork> ready = new ArrayList<>(works(300, 1));
        ready.addAll(works(300, 0));
        List<Match> matches = PLANNER.round(snapshot(ready, various(400)));
        assertThat(matches).extracting(Match::node).doesNotHaveDuplicates().hasSize(400);
        assertThat(matches).extracting(Match::work).doesNotHaveDuplicates();
        assertThat(matches.subList(0, 300)).allMatch(match -> match.work().priority() == 1);
    }

    @Test
    void aFewTasksMoreThanNodesDoNotMakeARoundManyTimesDearer() {
        List<FleetClass> fleet = various(3000);
        List<ReadyWork> next = works(1500, 0);
        List<ReadyWork> enough = new ArrayList<>(works(1400, 1));
        enough.addAll(next);
        List<ReadyWork> more = new ArrayList<>(works(1510, 1));
        more.addAll(next);
        long nanos = nanos(() -> PLANNER.round(snapshot(enough, fleet)));
        assertThat(nanos(() -> PLANNER.round(snapshot(more, fleet)))).isLessThan(5 * nanos);
    }

    /** Of a processor, so that other processes of the machine count for nothing. */
    private static long nanos(Runnable round) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        round.run();
        return threads.getCurrentThreadCpuTime() - before;
    }

    /** Each of a length and an id of its own. */
    private static List<ReadyWork> works(int count, int priority) {
        RandomGenerator random = Worlds.seeded(priority);
        List<ReadyWork> ready = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            WorkNeed need = new WorkNeed(GIB / 4, GIB, 1e13 * (1 + random.nextDouble()));
            ready.add(new ReadyWork(new WorkClass(count * priority + id, ANNA, need), 1, NOW, priority));
        }
        return ready;
    }

    /** One node of each class, all of which can run the works. */
    private static List<FleetClass> various(int nodes) {
        RandomGenerator random = Worlds.seeded(3);
        Map<NodeClass, FleetClass> fleet = new HashMap<>();
        while (fleet.size() < nodes) {
            Stay stay = new Stay(random.nextDouble(8), random.nextDouble(8, 16)).rounded();
            NodeClass key = NodeClass.of(
                    new Hardware(8 * GIB, 64 * GIB, 1e9 + random.nextDouble() * 1e11, random.nextDouble() * 200),
                    "NOR",
                    0,
                    stay);
            fleet.put(key, new FleetClass(key, 1, 1));
        }
        return List.copyOf(fleet.values());
    }
}
