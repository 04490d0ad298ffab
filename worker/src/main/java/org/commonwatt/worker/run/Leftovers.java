package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.client.Courier;
import org.commonwatt.worker.client.Outbox;
import org.commonwatt.worker.lease.HeldLease;

/**
 * Runs that an earlier life of the worker did not bring to their end, because it was killed or had no time to deliver.
 * Their trainers are gone. One that can go on goes on; of the others what they left to deliver is delivered, and unless a
 * result is among it the task is given back.
 */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Path runs;
    private final Workplace place;

    public Leftovers(Path runs, Workplace place) {
        this.runs = runs;
        this.place = place;
    }

    /**
     * Hands everything over, waiting for the service as long as it takes, but for one run that can go on.
     *
     * @param mayWork whether the machine's owner lets a run go on now
     */
    public Optional<RunFolder> handOver(boolean mayWork) throws IOException, InterruptedException {
        RunFolder resumable = null;
        for (RunFolder folder : RunFolder.leftIn(runs)) {
            PickUp.Choice choice =
                    mayWork && resumable == null ? new PickUp(place).choose(folder) : PickUp.Choice.HAND_OVER;
            LOG.debug("Run in {}: {}", folder.path(), choice);
            switch (choice) {
                case RESUME -> resumable = folder;
                case HAND_OVER -> handOver(folder);
                case DISCARD -> folder.delete();
            }
        }
        return Optional.ofNullable(resumable);
    }

    private void handOver(RunFolder folder) throws IOException, InterruptedException {
        LeaseGrant grant = folder.grant();
        if (grant != null) {
            handOver(folder, grant);
        }
        folder.delete();
    }

    private void handOver(RunFolder folder, LeaseGrant grant) throws IOException, InterruptedException {
        if (!folder.hasEnd()) {
            folder.giveBack(grant, Release.Reason.SHUTDOWN);
        }
        Outbox outbox = Outbox.open(folder.outbox(), Outbox.Bounds.NONE);
        place.keeper().keep(new Left(grant));
        try (Courier courier =
                new Courier(grant.id(), outbox, place.service(), place.retries(), directive -> ignore(directive))) {
            courier.start();
            Courier.End end = courier.end().get();
            LOG.info("Lease {} of job {} from before: {}", grant.id(), grant.jobName(), end);
        } catch (ExecutionException unreadable) {
            LOG.error("Could not hand over lease {}", grant.id(), unreadable.getCause());
        } finally {
            place.keeper().letGo(grant.id());
        }
    }

    /** Nothing runs any more, so there is nothing to direct. */
    private static void ignore(@Nullable Directive directive) {
        LOG.debug("Directive {} for a run that has ended", directive);
    }

    /** A lease kept alive only until its spool is delivered. */
    private record Left(LeaseGrant grant) implements HeldLease {
        @Override
        public UUID id() {
            return grant.id();
        }

        @Override
        public long epoch() {
            return grant.epoch();
        }

        @Override
        public Duration length() {
            return Duration.ofSeconds(grant.leaseSeconds());
        }

        @Override
        public long step() {
            return grant.checkpoint() == null ? 0 : grant.checkpoint().step();
        }

        @Override
        public void direct(Directive directive) {
            ignore(directive);
        }
    }
}
