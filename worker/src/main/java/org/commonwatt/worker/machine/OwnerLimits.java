package org.commonwatt.worker.machine;

import org.jspecify.annotations.Nullable;

/**
 * What the machine's owner lends. The service never widens these.
 *
 * @param threads CPU threads that a trainer may use, or null for all of the machine's
 * @param memoryShare share of the machine's memory that a trainer may use, 0..1
 * @param diskBytes bytes that fetched datasets may take on the disk
 * @param zone electricity zone (ISO 3166-1 alpha-3 code), or null where the owner did not say
 * @param cpuTdpWatts thermal design power of all processors together in W, or null to look it up
 */
public record OwnerLimits(
        @Nullable Integer threads,
        double memoryShare,
        long diskBytes,
        @Nullable String zone,
        @Nullable Double cpuTdpWatts) {

    /** All threads, half of the memory, 20 GiB of disk. */
    public static final OwnerLimits DEFAULT = new OwnerLimits(null, 0.5, 20L << 30, null, null);

    /** These limits, in a zone that holds where they name none. */
    public OwnerLimits inZone(@Nullable String otherwise) {
        return zone == null ? new OwnerLimits(threads, memoryShare, diskBytes, otherwise, cpuTdpWatts) : this;
    }
}
