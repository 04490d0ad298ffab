package org.commonwatt.protocol.receipt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse.Tier;

/**
 * Energy and CO2e of a job, or of all work of an account, on a node, on a dataset, or in the service. What failed, expired or
 * had to be done again is in it. The total is the sum of its leases.
 *
 * @param subject what it is for
 * @param madeAt when it was made; later figures of the grid may still revise it
 * @param complete whether nothing of it is running any more
 * @param counts how much work it is about
 * @param total all of it, or null while nothing was measured; never 0 for "unknown"
 * @param wasted the part that led to nothing, or null like {@code total}
 * @param replicated the part that was done to check other work, or null like {@code total}
 * @param zones where the energy was drawn, most first
 * @param comparison what the same energy would have emitted otherwise, or null where that can't be said
 * @param items the leases of a job, or the jobs of anything larger: newest last, and at most 500; none for who operates the
 *     service, to whom jobs of other accounts are sums alone
 * @param itemsLeftOut how many older ones there are
 * @param notes sentences for people: how the figures were found and what they leave out
 */
public record Receipt(
        Subject subject,
        Instant madeAt,
        boolean complete,
        Counts counts,
        @Nullable Footprint total,
        @Nullable Footprint wasted,
        @Nullable Footprint replicated,
        List<ZoneUse> zones,
        @Nullable Comparison comparison,
        List<Item> items,
        long itemsLeftOut,
        List<Note> notes) {

    /** The sums alone. */
    public Receipt withoutItems() {
        return new Receipt(
                subject, madeAt, complete, counts, total, wasted, replicated, zones, comparison, List.of(), 0, notes);
    }

    /**
     * A sentence for people.
     *
     * @param kind what it is about, for programs that say it in their own words
     * @param text the sentence
     */
    public record Note(Kind kind, String text) {

        /** What notes are about. */
        public enum Kind {
            /** What marginal energy is, and the band. */
            MARGINAL,
            /** What attributed energy is. */
            ATTRIBUTED,
            /** Which intensity was used. */
            INTENSITY,
            /** What counts as wasted. */
            WASTED,
            /** Whether anything was done to check other work. */
            REPLICATED,
            /** Some leases were never measured. */
            UNMEASURED,
            /** What making the machines emitted is not known, or not of all. */
            EMBODIED,
            /** Something goes on still. */
            RUNNING,
            /** Comparison: the same energy would have been needed. */
            SAME_ENERGY,
            /** Comparison: which nodes are the average. */
            AVERAGE_NODE,
            /** Comparison: a node would have been free at once. */
            AT_ONCE,
            /** Why there is no comparison. */
            NO_COMPARISON
        }
    }

    /**
     * What a receipt is for.
     *
     * @param id of the job, node or account; null for a dataset and for the service
     * @param name for people
     * @param month such as {@code 2026-11}, in UTC, by the time at which leases were granted; null for all time
     */
    public record Subject(
            Kind kind,
            @Nullable UUID id,
            String name,
            @Nullable String month) {

        /** Kinds of subjects. */
        public enum Kind {
            JOB,
            ACCOUNT,
            NODE,
            DATASET,
            SERVICE
        }
    }

    /**
     * How much work.
     *
     * @param jobs number of jobs
     * @param leases number of leases
     * @param unmeasured how many of those no meter reported for
     * @param seconds length of all leases
     */
    public record Counts(long jobs, long leases, long unmeasured, double seconds) {}

    /**
     * Energy and what it emitted.
     *
     * @param wh marginal energy in Wh: what machines drew more than when idle
     * @param gco2e of the marginal energy
     * @param attributedWh marginal energy and the reserved share of the idle power in Wh, or null where a part is unknown
     * @param attributedGco2e of the attributed energy and, where it is known, of making the machines; null like attributedWh
     * @param embodiedGrams the share of making the machines within {@code attributedGco2e}, or null where none is known
     * @param tier the worst tier in it
     * @param relativeError half-width of the band, as a share
     */
    public record Footprint(
            double wh,
            double gco2e,
            @Nullable Double attributedWh,
            @Nullable Double attributedGco2e,
            @Nullable Double embodiedGrams,
            Tier tier,
            double relativeError) {}

    /**
     * A zone's part.
     *
     * @param zone its name, or null for the world's mean
     * @param gramsPerKwh mean intensity of the hours in question, weighted by energy
     * @param realisedShare share of the energy that was reckoned with what the grid really was in its hour, 0..1; the rest
     *     with what was known when the lease was granted
     * @param source who says so
     */
    public record ZoneUse(
            @Nullable String zone, double wh, double gco2e, double gramsPerKwh, double realisedShare, String source) {}

    /**
     * What the same work would have emitted if it had begun at once on an average node.
     *
     * @param gco2e of the marginal energy that was not wasted
     * @param gramsPerKwh the intensity it is reckoned with
     * @param savedGrams what was emitted less than that; below 0 where it was more
     * @param assumes what has to be true for it
     */
    public record Comparison(double gco2e, double gramsPerKwh, double savedGrams, List<Note> assumes) {}

    /**
     * A lease of a job, or a job of something larger.
     *
     * @param id of the lease or job
     * @param name the node's or the job's
     * @param outcome how it ended, or null while it goes on
     * @param from when it began
     * @param to when it ended, or null while it goes on
     * @param zone where it ran, for a lease, or null for the world's mean
     * @param footprint what it used, or null where unmeasured
     * @param gramsPerKwh mean intensity over its hours, or null where unmeasured
     * @param wastedShare share of it that led to nothing, 0..1
     * @param method how its energy was found, for a lease; else null
     */
    public record Item(
            UUID id,
            String name,
            @Nullable String outcome,
            Instant from,
            @Nullable Instant to,
            @Nullable String zone,
            @Nullable Footprint footprint,
            @Nullable Double gramsPerKwh,
            double wastedShare,
            @Nullable String method) {}
}
