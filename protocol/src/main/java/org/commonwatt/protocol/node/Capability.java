package org.commonwatt.protocol.node;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a machine offers at a moment, within its owner's limits.
 *
 * @param os operating system, such as {@code linux}
 * @param arch processor architecture, such as {@code amd64}
 * @param cpu the processor's name as it reports itself
 * @param cores logical cores offered
 * @param cpuTdpWatts thermal design power of the processor in W
 * @param cpuTdpSource where that figure comes from
 * @param virtualMachine whether it is a virtual machine
 * @param memoryBytes memory offered to a trainer
 * @param diskBytes free disk offered
 * @param gpus graphics processors offered
 * @param load share of the machine's processors in use by others, 0..1, or null where unknown
 * @param idleHours hours since the machine last worked for Commonwatt
 * @param zone electricity zone its owner set, or null
 * @param freeLeases number of further leases it would take now
 * @param workerVersion version of the worker
 * @param limit the owner's limit by which it takes nothing now; null where there is none, or none is told
 */
public record Capability(
        String os,
        String arch,
        String cpu,
        int cores,
        double cpuTdpWatts,
        String cpuTdpSource,
        boolean virtualMachine,
        long memoryBytes,
        long diskBytes,
        List<Gpu> gpus,
        @Nullable Double load,
        double idleHours,
        @Nullable String zone,
        int freeLeases,
        String workerVersion,
        @Nullable OwnerLimit limit) {

    /** The same machine, kept from work by a limit of its owner. */
    public Capability limitedBy(OwnerLimit stands) {
        return new Capability(
                os,
                arch,
                cpu,
                cores,
                cpuTdpWatts,
                cpuTdpSource,
                virtualMachine,
                memoryBytes,
                diskBytes,
                gpus,
                load,
                idleHours,
                zone,
                0,
                workerVersion,
                stands);
    }

    /** A graphics processor: its name and memory in bytes. */
    public record Gpu(String name, long memoryBytes) {}
}
