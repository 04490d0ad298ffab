package org.commonwatt.worker.run;

import java.time.Clock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

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
     * @param lent what its owner lends at the moment in which a trainer starts
     * @param maySend whether its owner lets so many bytes more be sent today
     */
    public record Host(
            TrainerLauncher launcher, EnergyMeter meter, Supplier<Lent> lent, LongPredicate maySend, Clock clock) {}

    /**
     * What the machine's owner lends a trainer.
     *
     * @param threads logical processors, and CPU threads where neither spec nor checkpoint says how many; null for all
     * @param nice how far it steps back for other programs, 0..19
     * @param memoryBytes memory; a trainer that holds more is ended
     * @param diskBytes what its own files may take; a trainer that takes more is ended
     * @param graphics whether it may use graphics processors
     */
    public record Lent(@Nullable Integer threads, int nice, long memoryBytes, long diskBytes, boolean graphics) {}
}
