package org.commonwatt.worker.run;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.client.ContentCache;
import org.commonwatt.worker.client.Retries;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.lease.LeaseKeeper;
import org.commonwatt.worker.machine.EnergyMeter;

/** What every run of this node works with. */
public record Workplace(
        ServiceClient service, Retries retries, ContentCache cache, LeaseKeeper keeper, Host host, Timings timings) {

    /**
     * The machine as a run sees it.
     *
     * @param threads CPU threads that the owner allows a trainer, or null where the trainer may choose
     * @param memoryLimit memory in bytes that the owner lends; a trainer that holds more is ended
     */
    public record Host(
            TrainerLauncher launcher,
            EnergyMeter meter,
            @Nullable Integer threads,
            long memoryLimit,
            Clock clock) {}
}
