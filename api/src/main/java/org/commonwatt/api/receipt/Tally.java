package org.commonwatt.api.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.RealisedHours;
import org.commonwatt.api.carbon.RealisedHours.Mean;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Comparison;
import org.commonwatt.protocol.receipt.Receipt.Counts;
import org.commonwatt.protocol.receipt.Receipt.Footprint;
import org.commonwatt.protocol.receipt.Receipt.Item;
import org.commonwatt.protocol.receipt.Receipt.Note;
import org.commonwatt.protocol.receipt.Receipt.Note.Kind;
import org.commonwatt.protocol.receipt.Receipt.Subject;
import org.commonwatt.protocol.receipt.Receipt.ZoneUse;

/**
 * Turns leases into a receipt. The energy of a lease is taken to have been drawn evenly over its time, and each hour of it is
 * reckoned with what the grid was in that hour. What it holds does not grow with their number: the leases of a job come one after
 * the other, and of the rest it keeps sums and the last items.
 */
final class Tally {

    static final int MOST_ITEMS = 500;

    private final Subject subject;
    private final RealisedHours hours;
    private final AverageNode average;
    private final Instant now;

    private final Footprints total = new Footprints();
    private final Footprints wasted = new Footprints();
    private final Footprints replicated = new Footprints();
    private final Map<String, Zone> zones = new HashMap<>();
    private final Deque<Item> items = new ArrayDeque<>();
    private @Nullable Work work;
    private double averageWh;
    private double averageGrams;
    private double seconds;
    private long jobs;
    private long leases;
    private long itemsLeftOut;
    private long unmeasured;
    private boolean running;

    private static final class Zone {
        private final @Nullable String name;
        private double wh;
        private double gco2e;
        private double realisedWh;
        private String source = "";
        private Instant newest = Instant.MIN;

        Zone(@Nullable String name) {
            this.name = name;
        }
    }

    private static final class Work {
        private final LeaseLine.Job job;
        private final Footprints sum = new Footprints();
        private final Footprints lost = new Footprints();
        private double seconds;
        private final Instant from;
        private @Nullable Instant to;

        Work(LeaseLine first) {
            this.job = first.job();
            this.from = first.grantedAt();
        }

        double usefulWh() {
            Footprint all = sum.sum();
            Footprint nothing = lost.sum();
            return all == null ? 0 : all.wh() - (nothing == null ? 0 : nothing.wh());
        }

        Item item() {
            Footprint all = sum.sum();
            return new Item(
                    job.id(),
                    job.name(),
                    null,
                    from,
                    to,
                    null,
                    all,
                    all == null || all.wh() == 0 ? null : (Double) (all.gco2e() / all.wh() * 1000),
                    all == null || all.wh() == 0 ? 0 : 1 - usefulWh() / all.wh(),
                    null);
        }
    }

    /** @param subject what the receipt is of */
    Tally(Subject subject, RealisedHours hours, AverageNode average, Instant now) {
        this.subject = subject;
        this.hours = hours;
        this.average = average;
        this.now = now;
    }

    /** Takes a lease in: all leases of a job one after the other, in order of their grant. */
    void add(LeaseLine lease) {
        Work ofJob = workOf(lease);
        double wastedShare = lease.wastedShare(now);
        seconds += lease.seconds(now);
        ofJob.seconds += lease.seconds(now);
        ofJob.to = lease.endedAt();
        leases++;
        running |= lease.endedAt() == null;
        EnergyUse energy = lease.energy();
        Footprint footprint = null;
        Mean mean = null;
        if (energy == null) {
            unmeasured++;
        } else {
            LeaseLine.Grid grid = lease.grid();
            mean = hours.mean(grid.zone(), lease.grantedAt(), lease.until(now), grid.gramsPerKwh(), grid.source());
            footprint = Footprints.of(energy, mean.gramsPerKwh());
            count(lease, ofJob, footprint, wastedShare, mean);
        }
        if (subject.kind() == Subject.Kind.JOB) {
            keep(new Item(
                    lease.id(),
                    lease.node().name(),
                    lease.outcome(),
                    lease.grantedAt(),
                    lease.endedAt(),
                    lease.grid().zone(),
                    footprint,
                    mean == null ? null : (Double) mean.gramsPerKwh(),
                    wastedShare,
                    energy == null ? null : energy.method()));
        }
    }

    private Work workOf(LeaseLine lease) {
        Work current = work;
        if (current == null || !current.job.id().equals(lease.job().id())) {
            closeJob();
            current = new Work(lease);
            work = current;
            jobs++;
        }
        return current;
    }

    /** All leases of the last job were taken in. */
    private void closeJob() {
        Work done = work;
        if (done == null) {
            return;
        }
        work = null;
        if (subject.kind() != Subject.Kind.JOB) {
            keep(done.item());
        }
        if (isCompared()) {
            Instant created = done.job.createdAt();
            Instant atOnce = created.plus(Duration.ofMillis((long) (done.seconds * 1000)));
            averageWh += done.usefulWh();
            averageGrams += done.usefulWh() / 1000 * average.gramsPerKwh(created, atOnce);
        }
    }

    private void keep(Item item) {
        items.addLast(item);
        if (items.size() > MOST_ITEMS) {
            items.removeFirst();
            itemsLeftOut++;
        }
    }

    private boolean isCompared() {
        return subject.kind() != Subject.Kind.NODE && average.count() > 0;
    }

    private void count(LeaseLine lease, Work ofJob, Footprint footprint, double wastedShare, Mean mean) {
        total.add(footprint, 1);
        ofJob.sum.add(footprint, 1);
        wasted.add(footprint, wastedShare);
        ofJob.lost.add(footprint, wastedShare);
        replicated.add(footprint, lease.isReplica() ? 1 : 0);
        String name = lease.grid().zone();
        Zone zone = zones.computeIfAbsent(name == null ? "" : name, key -> new Zone(name));
        zone.wh += footprint.wh();
        zone.gco2e += footprint.gco2e();
        zone.realisedWh += footprint.wh() * mean.realisedShare();
        if (!lease.grantedAt().isBefore(zone.newest)) {
            zone.newest = lease.grantedAt();
            zone.source = mean.source();
        }
    }

    /** The receipt of all that was taken in. */
    Receipt receipt() {
        closeJob();
        Footprint sum = total.sum();
        List<Note> notes = notes(sum);
        Comparison comparison = comparison(sum, notes);
        return new Receipt(
                subject,
                now,
                !running,
                new Counts(jobs, leases, unmeasured, seconds),
                sum,
                wasted.sum(),
                replicated.sum(),
                zoneUses(),
                comparison,
                List.copyOf(items),
                itemsLeftOut,
                notes);
    }

    private List<ZoneUse> zoneUses() {
        return zones.values().stream()
                .sorted(Comparator.comparingDouble((Zone zone) -> zone.wh).reversed())
                .map(zone -> new ZoneUse(
                        zone.name,
                        zone.wh,
                        zone.gco2e,
                        zone.wh > 0 ? zone.gco2e / zone.wh * 1000 : 0,
                        zone.wh > 0 ? zone.realisedWh / zone.wh : 0,
                        zone.source))
                .toList();
    }

    private @Nullable Comparison comparison(@Nullable Footprint sum, List<Note> notes) {
        if (sum == null) {
            return null;
        }
        if (subject.kind() == Subject.Kind.NODE) {
            notes.add(
                    new Note(
                            Kind.NO_COMPARISON,
                            "A node has no comparison: it may have done a part of a job alone, and jobs are compared as a whole."));
            return null;
        }
        if (average.count() == 0) {
            notes.add(new Note(
                    Kind.NO_COMPARISON,
                    "No node is joined at this moment, so there is no average node to compare with."));
            return null;
        }
        List<Note> assumes = List.of(
                new Note(
                        Kind.SAME_ENERGY,
                        String.format(
                                Locale.ROOT,
                                "An average node would have needed the same energy for the same work: %.4g Wh, without what"
                                        + " was wasted.",
                                averageWh)),
                new Note(
                        Kind.AVERAGE_NODE,
                        String.format(
                                Locale.ROOT,
                                "The average node is the mean of the %d nodes that are joined now, each counted alike, with"
                                        + " the average intensity that their zones had over the hours in question; hours that"
                                        + " are not known count as now.",
                                average.count())),
                new Note(
                        Kind.AT_ONCE,
                        "It would have begun the moment the job was submitted, and have taken as long as its leases did"
                                + " together."));
        return new Comparison(
                averageGrams, averageWh > 0 ? averageGrams / averageWh * 1000 : 0, averageGrams - sum.gco2e(), assumes);
    }

    private List<Note> notes(@Nullable Footprint sum) {
        List<Note> notes = new ArrayList<>();
        if (sum != null) {
            notes.add(new Note(
                    Kind.MARGINAL,
                    String.format(
                            Locale.ROOT,
                            "Marginal energy is what machines drew more than when idle; how it was found is tier %s at worst,"
                                    + " and the true figure may be %.0f %% higher or lower.",
                            sum.tier(),
                            sum.relativeError() * 100)));
            notes.add(
                    new Note(
                            Kind.ATTRIBUTED,
                            "Attributed energy adds the share of the idle power that was reserved (Software Carbon Intensity,"
                                    + " ISO/IEC 21031), and attributed emissions the same share of making the machine, where known."));
            notes.add(new Note(
                    Kind.INTENSITY,
                    "Each hour of a lease counts with the average intensity that its zone really had, where a source"
                            + " told it, and else with what was known when the lease was granted. A lease's energy is taken"
                            + " to be spread evenly over its time."));
            notes.add(new Note(
                    Kind.WASTED,
                    "Wasted is, by time, what a lease did after its last checkpoint unless it finished its task, and all"
                            + " work of jobs that ended without a model. It is part of the total."));
            Footprint checks = Objects.requireNonNull(replicated.sum());
            notes.add(new Note(
                    Kind.REPLICATED,
                    checks.wh() > 0
                            ? "Work that was done again to check results is part of the total."
                            : "No work was done again to check results."));
            if (sum.embodiedGrams() == null) {
                notes.add(new Note(
                        Kind.EMBODIED,
                        "What making the machines emitted is not known and not in it: their owners gave no figure."));
            }
        }
        if (unmeasured > 0) {
            notes.add(new Note(
                    Kind.UNMEASURED,
                    unmeasured + " of " + leases + " leases were not measured. They are missing in the sums."));
        }
        if (running) {
            notes.add(new Note(Kind.RUNNING, "Something goes on still: these are the figures so far."));
        }
        return notes;
    }
}
