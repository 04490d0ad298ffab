package org.commonwatt.api.receipt;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.carbon.TestHours;
import org.commonwatt.api.lease.Until;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Footprint;
import org.commonwatt.protocol.receipt.Receipt.Item;
import org.commonwatt.protocol.receipt.Receipt.Note;
import org.commonwatt.protocol.receipt.Receipt.Subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TallyTest {

    private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");
    private static final UUID JOB = new UUID(0, 1);
    private static final Subject SUBJECT = new Subject(Subject.Kind.JOB, JOB, "digits", null);

    private final TestHours hours = new TestHours();
    private final AverageNode average = new AverageNode(
            Map.of(
                    new IntensityView(30, "NOR", "Norway's mean", null), 1L,
                    new IntensityView(650, "POL", "Poland's mean", null), 3L),
            hours.hours());

    private static Instant at(double hoursAfterTen) {
        return TEN.plus(Duration.ofMinutes((long) (hoursAfterTen * 60)));
    }

    private static LeaseLine lease(double from, @Nullable Double to, @Nullable String outcome, double wh) {
        return lease(from, to, outcome, null, new EnergyUse(wh, wh * 1.5, null, Tier.B, 0.1, 1, "counters"), false);
    }

    private static LeaseLine lease(
            double from,
            @Nullable Double to,
            @Nullable String outcome,
            @Nullable Double checkpointed,
            @Nullable EnergyUse energy,
            boolean broughtNothing) {
        return new LeaseLine(
                UUID.randomUUID(),
                new LeaseLine.Job(JOB, "digits", "TRAIN", at(-1), broughtNothing),
                new LeaseLine.Node(new UUID(0, 2), "attic"),
                at(from),
                to == null ? null : at(to),
                outcome,
                checkpointed == null ? null : at(checkpointed),
                energy,
                new LeaseLine.Grid("DEU", 400, "as granted"));
    }

    private Receipt receipt(LeaseLine... leases) {
        Tally tally = tally(SUBJECT);
        Arrays.stream(leases).forEach(tally::add);
        return tally.receipt();
    }

    private Tally tally(Subject subject) {
        return new Tally(subject, hours.hours(), average, at(24));
    }

    private static LeaseLine leaseOf(UUID job) {
        LeaseLine lease = lease(0, 1.0, "TRAINED", 2);
        return new LeaseLine(
                lease.id(),
                new LeaseLine.Job(job, "one of many", "TRAIN", at(-1), false),
                lease.node(),
                lease.grantedAt(),
                lease.endedAt(),
                lease.outcome(),
                lease.checkpointedAt(),
                lease.energy(),
                lease.grid());
    }

    @Test
    void workThatWasNotInVainSaysNothingOfHowWellTheLossIsKnown() {
        EnergyUse guessed = new EnergyUse(5, null, null, Tier.D, 0.5, 1, "a guess");
        Receipt receipt = receipt(lease(0, 1.0, "TRAINED", null, guessed, false), lease(2, 3.0, "FAILED", 4));

        Footprint wasted = Objects.requireNonNull(receipt.wasted());
        assertThat(wasted.wh()).isEqualTo(4);
        assertThat(wasted.tier()).isEqualTo(Tier.B);
        assertThat(wasted.attributedWh()).isEqualTo(6);
        assertThat(wasted.relativeError()).isEqualTo(0.1);
    }

    private static Footprint total(Receipt receipt) {
        return Objects.requireNonNull(receipt.total());
    }

    @Test
    void eachHourCountsWithWhatTheGridWasInIt() {
        hours.was("DEU", TEN, 200, 600);
        // Half an hour at 200, an hour at 600, and half an hour that nobody knows: 400, as when it was granted.
        Receipt receipt = receipt(lease(0.5, 2.5, "TRAINED", 1000));

        assertThat(total(receipt).gco2e()).isCloseTo(0.25 * 200 + 0.5 * 600 + 0.25 * 400, within(1e-6));
        assertThat(receipt.zones()).hasSize(1);
        assertThat(receipt.zones().getFirst().realisedShare()).isCloseTo(0.75, within(1e-9));
        assertThat(receipt.zones().getFirst().gramsPerKwh()).isCloseTo(450, within(1e-6));
        assertThat(receipt.zones().getFirst().source()).contains("a test", "as granted");
    }

    @Test
    void aJobThatMovedOverThreeNodesIsTheSumOfItsLeases() {
        hours.was("DEU", TEN, 123, 456, 789);
        Receipt receipt =
                receipt(lease(0, 0.7, "RELEASED", 1.1), lease(0.8, 1.9, "EXPIRED", 2.3), lease(2, 2.6, "TRAINED", 4.7));

        List<Footprint> leases = receipt.items().stream()
                .map(Item::footprint)
                .map(Objects::requireNonNull)
                .toList();
        assertThat(leases).hasSize(3);
        assertThat(total(receipt).wh()).isCloseTo(8.1, within(1e-12));
        assertThat(leases.stream().mapToDouble(Footprint::wh).sum())
                .isCloseTo(total(receipt).wh(), within(1e-12));
        assertThat(leases.stream().mapToDouble(Footprint::gco2e).sum())
                .isCloseTo(total(receipt).gco2e(), within(1e-12));
        assertThat(leases.stream()
                        .mapToDouble(lease -> Objects.requireNonNull(lease.attributedGco2e()))
                        .sum())
                .isCloseTo(Objects.requireNonNull(total(receipt).attributedGco2e()), within(1e-12));
        assertThat(receipt.counts().leases()).isEqualTo(3);
        assertThat(receipt.complete()).isTrue();
    }

    @Test
    void whatCameAfterTheLastCheckpointOfALeaseThatDidNotFinishIsWasted() {
        EnergyUse energy = new EnergyUse(10, null, null, Tier.D, 0.5, 1, "model");
        Receipt receipt = receipt(
                lease(0, 2.0, "RELEASED", 1.5, energy, false),
                lease(2, 4.0, "FAILED", null, energy, false),
                lease(4, 5.0, "TRAINED", null, energy, false));

        assertThat(receipt.items()).extracting(Item::wastedShare).containsExactly(0.25, 1.0, 0.0);
        assertThat(Objects.requireNonNull(receipt.wasted()).wh()).isCloseTo(12.5, within(1e-9));
        assertThat(total(receipt).wh()).isCloseTo(30, within(1e-9));
        assertThat(total(receipt).attributedWh()).as("unknown is not 0").isNull();
        assertThat(Objects.requireNonNull(receipt.replicated()).wh()).isZero();
    }

    @Test
    void aJobThatEndedWithoutAModelWastedEverything() {
        EnergyUse energy = new EnergyUse(10, null, null, Tier.D, 0.5, 1, "model");
        Receipt receipt = receipt(lease(0, 2.0, "CANCELLED", 1.9, energy, true));
        assertThat(Objects.requireNonNull(receipt.wasted()).wh()).isEqualTo(10);
    }

    @Test
    void nothingMeasuredIsUnknownAndSaidSo() {
        Receipt receipt = receipt(lease(0, null, null, null, null, false));
        assertThat(receipt.total()).isNull();
        assertThat(receipt.wasted()).isNull();
        assertThat(receipt.comparison()).isNull();
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.counts().unmeasured()).isEqualTo(1);
        assertThat(receipt.notes()).extracting(Note::kind).containsExactly(Note.Kind.UNMEASURED, Note.Kind.RUNNING);
    }

    @Test
    void theComparisonIsTheUsefulEnergyAtOnceOnTheMeanOfAllNodes() {
        hours.was("POL", at(-1), 700, 800);
        Receipt receipt = receipt(lease(0, 1.0, "FAILED", 5), lease(3, 4.0, "TRAINED", 10));

        // Two hours from the submission at nine: Poland's three nodes at 700 and 800, Norway's at its mean.
        double expected = (3 * 750 + 30) / 4.0;
        Receipt.Comparison comparison = Objects.requireNonNull(receipt.comparison());
        assertThat(comparison.gramsPerKwh()).isCloseTo(expected, within(1e-6));
        assertThat(comparison.gco2e()).isCloseTo(10 / 1000.0 * expected, within(1e-9));
        assertThat(comparison.savedGrams()).isCloseTo(10 / 1000.0 * expected - 15 / 1000.0 * 400, within(1e-9));
        assertThat(comparison.assumes())
                .extracting(Note::kind)
                .containsExactly(Note.Kind.SAME_ENERGY, Note.Kind.AVERAGE_NODE, Note.Kind.AT_ONCE);
    }

    @Test
    void theWorstTierCountsAndTheBandDoesNotShrinkWithTheirNumber() {
        Receipt receipt = receipt(
                lease(0, 1.0, "RELEASED", 1.0, new EnergyUse(300, null, 2.0, Tier.B, 0.1, 1, "x"), false),
                lease(1, 2.0, "TRAINED", null, new EnergyUse(100, null, null, Tier.D, 0.5, 1, "x"), false));
        assertThat(total(receipt).tier()).isEqualTo(Tier.D);
        assertThat(total(receipt).relativeError()).isCloseTo(0.2, within(1e-9));
        assertThat(total(receipt).embodiedGrams()).isEqualTo(2.0);
    }

    @Test
    void ofManyJobsTheLastAreShownAndNoneOfTheOthersIsHeld() {
        Tally tally = tally(new Subject(Subject.Kind.SERVICE, null, "all work", null));
        List<WeakReference<UUID>> jobs = new ArrayList<>();
        for (int n = 0; n < Tally.MOST_ITEMS + 1000; n++) {
            UUID job = UUID.randomUUID();
            jobs.add(new WeakReference<>(job));
            tally.add(leaseOf(job));
            tally.add(leaseOf(job));
        }

        Until.holds(() -> {
            System.gc();
            return held(jobs) <= Tally.MOST_ITEMS + 1;
        });

        Receipt receipt = tally.receipt();
        assertThat(receipt.items()).extracting(Item::id).containsExactlyElementsOf(last(jobs));
        assertThat(receipt.items()).allSatisfy(item -> assertThat(
                        Objects.requireNonNull(item.footprint()).wh())
                .isEqualTo(4));
        assertThat(receipt.itemsLeftOut()).isEqualTo(1000);
        assertThat(receipt.counts().jobs()).isEqualTo(Tally.MOST_ITEMS + 1000L);
        assertThat(receipt.counts().leases()).isEqualTo(2 * (Tally.MOST_ITEMS + 1000L));
        assertThat(total(receipt).wh()).isCloseTo(4 * (Tally.MOST_ITEMS + 1000), within(1e-6));
        assertThat(Objects.requireNonNull(receipt.comparison()).gramsPerKwh()).isCloseTo(495, within(1e-6));
    }

    @Test
    void ofManyLeasesOfAJobTheLastAreShown() {
        Tally tally = tally(SUBJECT);
        List<UUID> leases = new ArrayList<>();
        for (int n = 0; n < Tally.MOST_ITEMS + 10; n++) {
            LeaseLine lease = leaseOf(JOB);
            leases.add(lease.id());
            tally.add(lease);
        }

        Receipt receipt = tally.receipt();

        assertThat(receipt.items()).extracting(Item::id).containsExactlyElementsOf(leases.subList(10, leases.size()));
        assertThat(receipt.itemsLeftOut()).isEqualTo(10);
        assertThat(receipt.counts().jobs()).isEqualTo(1);
        assertThat(receipt.counts().leases()).isEqualTo(Tally.MOST_ITEMS + 10L);
    }

    @Test
    void aZonesSourceIsThatOfTheLeaseGrantedLastWhateverItsJob() {
        Tally tally = tally(new Subject(Subject.Kind.SERVICE, null, "all work", null));
        hours.was("DEU", at(3), 200);
        LeaseLine late = lease(3, 4.0, "TRAINED", 1);
        tally.add(late);
        tally.add(leaseOf(UUID.randomUUID()));

        assertThat(tally.receipt().zones().getFirst().source()).isEqualTo("a test");
    }

    private static long held(List<WeakReference<UUID>> jobs) {
        return jobs.stream().filter(job -> job.get() != null).count();
    }

    private static List<UUID> last(List<WeakReference<UUID>> jobs) {
        return jobs.subList(jobs.size() - Tally.MOST_ITEMS, jobs.size()).stream()
                .map(WeakReference::get)
                .map(Objects::requireNonNull)
                .toList();
    }
}
