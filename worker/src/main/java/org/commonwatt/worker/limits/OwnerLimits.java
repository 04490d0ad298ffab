package org.commonwatt.worker.limits;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the machine's owner lends. The service never widens these.
 *
 * @param zone electricity zone (ISO 3166-1 alpha-3 code), or null where the owner did not say
 * @param cpuTdpWatts thermal design power of all processors together in W, or null to look it up
 * @param embodied what making the machine emitted, or null where the owner does not know
 */
public record OwnerLimits(
        Share share,
        Times times,
        @Nullable String zone,
        @Nullable Double cpuTdpWatts,
        @Nullable Embodied embodied) {

    /** All threads at a low priority, half of the memory, 20 GiB of disk; at all times but on battery. */
    public static final OwnerLimits DEFAULT = new OwnerLimits(
            new Share(null, 1, 10, 0.5, 20L << 30, new Graphics(true, null)),
            new Times(null, false, Week.ALWAYS, null),
            null,
            null,
            null);

    /** For somebody who trains on a machine of their own: all of it, at all times. */
    public static final OwnerLimits NONE = new OwnerLimits(
            new Share(null, 1, 0, 1, Long.MAX_VALUE, new Graphics(true, null)),
            new Times(null, true, Week.ALWAYS, null),
            null,
            null,
            null);

    /**
     * How much of the machine is lent.
     *
     * @param threads CPU threads that a trainer may use, or null for all that {@code cpuShare} leaves
     * @param cpuShare share of the machine's processors, above 0 and at most 1
     * @param nice how far a trainer steps back for other programs, 0..19; 0 is as important as they are
     * @param memoryShare share of the machine's memory that a trainer may use, above 0 and at most 1
     * @param diskBytes bytes that fetched datasets may take on the disk, and a trainer's own files
     */
    public record Share(
            @Nullable Integer threads,
            double cpuShare,
            int nice,
            double memoryShare,
            long diskBytes,
            Graphics graphics) {

        /** CPU threads that a trainer may use on a machine of so many cores: never none. */
        public int threadsOf(int cores) {
            int byShare = (int) Math.floor(cores * cpuShare + 1e-9);
            int most = threads == null ? byShare : Math.min(threads, byShare);
            return Math.clamp(most, 1, cores);
        }
    }

    /**
     * Graphics processors.
     *
     * @param lent whether a trainer may use them
     * @param powerCapWatts what each may draw in W while a trainer works, or null for what its driver allows
     */
    public record Graphics(boolean lent, @Nullable Integer powerCapWatts) {}

    /**
     * When the machine is lent.
     *
     * @param onlyWhenIdle time without input from the owner after which the machine counts as idle, or null to work beside
     *     the owner
     * @param onBattery whether to work while the machine runs on its battery
     * @param hours hours of the week
     * @param transferPerDay bytes to and from the service in a day, or null for no limit
     */
    public record Times(
            @Nullable Duration onlyWhenIdle,
            boolean onBattery,
            Week hours,
            @Nullable Long transferPerDay) {}

    /** These limits, in a zone that holds where they name none. */
    public OwnerLimits inZone(@Nullable String otherwise) {
        return zone == null ? new OwnerLimits(share, times, otherwise, cpuTdpWatts, embodied) : this;
    }
}
