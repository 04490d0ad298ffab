package org.commonwatt.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold for every world; each property looks at some thousand worlds that are drawn from fixed seeds. */
class PlannerPropertiesTest {

    private static final Weights WEIGHTS = Weights.DEFAULT;
    private static final Planner PLANNER = new Planner(WEIGHTS);

    @Test
    void nothingIsOfferedToANodeThatCannotRunIt() {
        everywhere((snapshot, node) -> {
            for (Placement.Choice choice : PLANNER.place(snapshot, node).ranking()) {
                WorkNeed need = choice.work().workClass().need();
                assertThat(need.memoryBytes())
                        .isLessThanOrEqualTo(node.offer().hardware().memoryBytes());
                assertThat(need.diskBytes())
                        .isLessThanOrEqualTo(node.offer().hardware().diskBytes());
            }
        });
    }

    @Test
    void everyFeasibleClassIsOfferedOrHeldAndNoneTwice() {
        everywhere((snapshot, node) -> {
            Placement placement = PLANNER.place(snapshot, node);
            List<ReadyWork> answered = new ArrayList<>();
            placement.ranking().forEach(choice -> answered.add(choice.work()));
            placement.held().forEach(held -> answered.add(held.work()));
            List<ReadyWork> feasible = snapshot.ready().stream()
                    .filter(work -> Feasibility.fits(
                            work.workClass().need(), node.offer().hardware()))
                    .toList();
            assertThat(answered).containsExactlyInAnyOrderElementsOf(feasible);
        });
    }

    @Test
    void theSameWorldGivesTheSameDecisionInWhateverOrderItIsListed() {
        everywhere((snapshot, node) -> {
            List<ReadyWork> ready = new ArrayList<>(snapshot.ready());
            List<FleetClass> fleet = new ArrayList<>(snapshot.fleet());
            Collections.shuffle(ready, new Random(7));
            Collections.shuffle(fleet, new Random(8));
            Snapshot shuffled = new Snapshot(snapshot.now(), ready, fleet, snapshot.zones(), snapshot.use());
            assertThat(PLANNER.place(shuffled, node)).isEqualTo(PLANNER.place(snapshot, node));
        });
    }

    @Test
    void workIsHeldBackOnlyForAFreeNodeThatIsCheaperAndOnlyForAWhile() {
        everywhere((snapshot, node) -> {
            for (Placement.Held held : PLANNER.place(snapshot, node).held()) {
                assertThat(held.savedGrams()).isPositive();
                assertThat(held.until()).isAfter(snapshot.now());
                assertThat(Duration.between(held.work().readySince(), held.until()))
                        .isEqualTo(WEIGHTS.holdAtMost());
                assertThat(snapshot.fleet())
                        .anyMatch(rival -> rival.free() > 0
                                && Feasibility.fits(
                                        held.work().workClass().need(),
                                        rival.nodeClass().hardware()));
            }
        });
    }

    @Test
    void whatIsSaidOfOneClassOfWorkIsWhatANodeThatAsksIsTold() {
        everywhere((snapshot, node) -> {
            List<Placement.Held> held = snapshot.ready().stream()
                    .flatMap(work -> PLANNER.held(snapshot, () -> PLANNER.fleetRound(snapshot), node, work).stream())
                    .toList();
            assertThat(PLANNER.place(snapshot, node).held()).containsExactlyInAnyOrderElementsOf(held);
        });
    }

    @Test
    void aNodeWithHeldWorkIsToldWhenToAskAgain() {
        everywhere((snapshot, node) -> {
            Placement placement = PLANNER.place(snapshot, node);
            if (placement.held().isEmpty()) {
                assertThat(placement.askAgainAt()).isNull();
            } else {
                var earliest = placement.held().stream()
                        .map(Placement.Held::until)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                assertThat(placement.askAgainAt()).isBetween(earliest, earliest.plus(Planner.JITTER));
            }
        });
    }

    @Test
    void overdueWorkGoesFirstAndWhatWaitedTwiceAsLongBeforeTheRest() {
        everywhere((snapshot, node) -> {
            int times = snapshot.ready().size() % 3;
            Snapshot later =
                    snapshot.at(snapshot.now().plus(WEIGHTS.overdueAfter().multipliedBy(times)));
            List<ReadyWork> ranked = PLANNER.place(later, node).ranking().stream()
                    .map(Placement.Choice::work)
                    .toList();
            int overdue =
                    (int) ranked.stream().filter(work -> isOverdue(work, later)).count();
            assertThat(ranked.subList(0, overdue)).allMatch(work -> isOverdue(work, later));
            List<Integer> doublings = ranked.subList(0, overdue).stream()
                    .map(work -> Math.getExponent(
                            Duration.between(work.readySince(), later.now()).toMillis()
                                    / (double) WEIGHTS.overdueAfter().toMillis()))
                    .toList();
            assertThat(doublings).isSortedAccordingTo(Comparator.reverseOrder());
        });
    }

    @Test
    void amongWorkInTimeALowerBandOfUseIsNeverBehindAHigherOne() {
        everywhere((snapshot, node) -> {
            List<Integer> bands = PLANNER.place(snapshot, node).ranking().stream()
                    .map(Placement.Choice::work)
                    .filter(work -> !isOverdue(work, snapshot))
                    .map(work -> FairShare.band(
                            snapshot.use().getOrDefault(work.workClass().account(), 0.0)))
                    .toList();
            assertThat(bands).isSorted();
        });
    }

    @Test
    void everyRefusalIsKeptAndItsChangeIsEnough() {
        RandomGenerator random = Worlds.seeded(99);
        for (int round = 0; round < 3000; round++) {
            Hardware hardware = Worlds.drawnNode(random, round).offer().hardware();
            WorkNeed need = new WorkNeed(random.nextLong(32 * Worlds.GIB), random.nextLong(128 * Worlds.GIB), 1);
            List<Refusal> refusals = Feasibility.refusals(need, hardware);
            boolean memory = need.memoryBytes() > hardware.memoryBytes();
            boolean disk = need.diskBytes() > hardware.diskBytes();
            assertThat(refusals).hasSize((memory ? 1 : 0) + (disk ? 1 : 0));
            long lessMemory = 0;
            long lessDisk = 0;
            for (Refusal refusal : refusals) {
                assertThat(refusal.isUpToTheTask()).isTrue();
                if (refusal instanceof Refusal.TooLittleMemory it) {
                    lessMemory = it.needed() - it.offered();
                } else if (refusal instanceof Refusal.TooLittleDisk it) {
                    lessDisk = it.needed() - it.offered();
                }
            }
            WorkNeed changed = new WorkNeed(need.memoryBytes() - lessMemory, need.diskBytes() - lessDisk, 1);
            assertThat(Feasibility.fits(changed, hardware)).isTrue();
        }
    }

    @Test
    void aClassNeverPromisesMoreThanItsMembersKeep() {
        RandomGenerator random = Worlds.seeded(5);
        for (int round = 0; round < 3000; round++) {
            NodeOffer node = Worlds.drawnNode(random, round);
            Hardware exact = node.offer().hardware();
            Hardware rounded = node.key().hardware();
            assertThat(rounded.memoryBytes()).isBetween((long) (exact.memoryBytes() * 0.87), exact.memoryBytes());
            assertThat(rounded.diskBytes()).isLessThanOrEqualTo(exact.diskBytes());
            assertThat(rounded.flopsPerSecond()).isLessThanOrEqualTo(exact.flopsPerSecond());
            assertThat(rounded.marginalWatts()).isGreaterThanOrEqualTo(exact.marginalWatts());
            assertThat(NodeClass.of(rounded, node.key().zone(), node.key().idleHours()))
                    .isEqualTo(node.key());
        }
    }

    private static boolean isOverdue(ReadyWork work, Snapshot snapshot) {
        return Duration.between(work.readySince(), snapshot.now()).compareTo(WEIGHTS.overdueAfter()) >= 0;
    }

    private static void everywhere(BiConsumer<Snapshot, NodeOffer> property) {
        for (long seed = 1; seed <= 3000; seed++) {
            RandomGenerator random = Worlds.seeded(seed);
            Snapshot snapshot = Worlds.drawn(random);
            property.accept(snapshot, Worlds.drawnNode(random, seed));
        }
    }
}
