package org.commonwatt.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.Directive;

/** Sends a lease's deliveries in order, for as long as it takes. */
public final class Courier implements AutoCloseable {

    /** Longer than any outage that the spool could outlast. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final UUID leaseId;
    private final Outbox outbox;
    private final ServiceClient service;
    private final Retries retries;
    private final Consumer<Directive> directives;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final List<Thread> carriers = new CopyOnWriteArrayList<>();

    /** How a courier's work ended. */
    public enum End {
        /** The service has everything, the lease's end too. */
        DELIVERED,
        /** The lease is no longer the node's; what waits is worthless. */
        STALE,
        /** The service does not know the node any more. */
        IDENTITY_REFUSED
    }

    /** @param directives told what each answer asks for; called on a thread of the courier's */
    public Courier(
            UUID leaseId, Outbox outbox, ServiceClient service, Retries retries, Consumer<Directive> directives) {
        this.leaseId = leaseId;
        this.outbox = outbox;
        this.service = service;
        this.retries = retries;
        this.directives = directives;
    }

    /** Begins to deliver. What is not delivered when the courier is closed stays on the disk. */
    public void start() {
        for (Outbox.Lane lane : Outbox.Lane.values()) {
            carriers.add(Thread.ofPlatform()
                    .daemon()
                    .name("courier-" + lane + "-" + leaseId)
                    .start(() -> carry(lane)));
        }
    }

    /** Completes when nothing is left to do; exceptionally where the disk fails. */
    public CompletableFuture<End> end() {
        return end;
    }

    /** Stops delivering. */
    @Override
    public void close() {
        carriers.forEach(Thread::interrupt);
    }

    private void carry(Outbox.Lane lane) {
        try {
            while (!end.isDone()) {
                Outbox.Entry entry = outbox.take(lane);
                End reached = deliver(entry);
                if (reached == null) {
                    outbox.delivered(entry);
                    reached = entry.delivery().isLast() ? End.DELIVERED : null;
                }
                if (reached != null) {
                    end.complete(reached);
                    close();
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("The courier of lease {} stops", leaseId);
        } catch (IOException | RuntimeException failure) {
            LOG.error("Could not read or write the spool of lease {}", leaseId, failure);
            end.completeExceptionally(failure);
            close();
        }
    }

    /** Delivers, or says why nothing more can be delivered. */
    private @Nullable End deliver(Outbox.Entry entry) throws InterruptedException, IOException {
        Delivery delivery = entry.delivery();
        Parcel parcel = Parcel.of(delivery, outbox.folder());
        try {
            retries.call("deliver " + name(delivery), FOR_EVER, () -> {
                if (isOutdone(entry, parcel)) {
                    LOG.info("Left out the {} of lease {}: a newer one waits", name(delivery), leaseId);
                } else {
                    send(delivery, parcel);
                }
                return delivery;
            });
            return null;
        } catch (ServiceException failure) {
            return switch (failure) {
                case LeaseStale stale -> End.STALE;
                case IdentityRefused unknown -> End.IDENTITY_REFUSED;
                case RequestRefused refused -> refused(delivery, refused);
                case ServiceAway never -> throw new AssertionError("patience without end", never);
            };
        }
    }

    /**
     * Whether a newer checkpoint makes this one pointless. Not once some of it has arrived: on a line that is slower than
     * checkpoints are made none would ever get through.
     */
    private boolean isOutdone(Outbox.Entry entry, @Nullable Parcel parcel) {
        return parcel != null && !parcel.hasBegun() && outbox.hasNewerCheckpoint(entry);
    }

    /** One bad delivery must not hold up those behind it. */
    private @Nullable End refused(Delivery delivery, RequestRefused refused) {
        LOG.error("The service refuses the {} of lease {}: {}", name(delivery), leaseId, refused.getMessage());
        return null;
    }

    private void send(Delivery delivery, @Nullable Parcel parcel) throws ServiceException, InterruptedException {
        switch (delivery) {
            case Delivery.Reported reported ->
                directives.accept(service.report(leaseId, reported.report()).directive());
            case Delivery.Checkpointed checkpoint -> commit(checkpoint, Objects.requireNonNull(parcel));
            case Delivery.Completed completed -> complete(completed, parcel);
            case Delivery.Released released -> service.release(leaseId, released.release());
        }
    }

    private void commit(Delivery.Checkpointed checkpoint, Parcel parcel) throws ServiceException, InterruptedException {
        parcel.upload(service);
        service.commitCheckpoint(leaseId, new CheckpointCommit(checkpoint.epoch(), checkpoint.step(), parcel.sha256()));
        LOG.debug("Committed checkpoint of step {} for lease {}", checkpoint.step(), leaseId);
    }

    private void complete(Delivery.Completed completed, @Nullable Parcel model)
            throws ServiceException, InterruptedException {
        Completion completion = completed.completion();
        try {
            bring(completion, model);
        } catch (RequestRefused refused) {
            RequestRefused last = model != null && refused.is("not-found") ? completeAnew(completion, model) : refused;
            if (last != null && !isTakenWithoutEnergy(completion, last)) {
                endAnyhow(completion, last);
            }
        }
    }

    /** A model that was uploaded long before its completion arrives may have been collected; answers with a refusal. */
    private @Nullable RequestRefused completeAnew(Completion completion, Parcel model)
            throws ServiceException, InterruptedException {
        LOG.info("The service has the model of lease {} no more; it is uploaded once again", leaseId);
        try {
            bring(completion, model);
            return null;
        } catch (RequestRefused again) {
            return again;
        }
    }

    /** What was drawn is worth less than what came of it. */
    private boolean isTakenWithoutEnergy(Completion completion, RequestRefused refused)
            throws ServiceException, InterruptedException {
        if (completion.energy() == null || !refused.is("malformed-body")) {
            return false;
        }
        try {
            service.complete(leaseId, new Completion(completion.epoch(), completion.outcome(), null));
            LOG.error("The service refuses the energy of lease {}: {}", leaseId, refused.getMessage());
            return true;
        } catch (RequestRefused still) {
            LOG.debug("The end of lease {} is refused without its energy too", leaseId, still);
            return false;
        }
    }

    /**
     * Ends a lease whose end the service refuses to take as it was said. One that nobody ends runs out as if its node had gone,
     * and the next node does the same work to the same end.
     */
    private void endAnyhow(Completion completion, RequestRefused refused)
            throws ServiceException, InterruptedException {
        String message = "The service refused the node's result: " + refused.getMessage();
        LOG.error("Lease {}: {}", leaseId, message);
        FailureKind kind =
                switch (completion.outcome()) {
                    case Outcome.Trained trained -> FailureKind.NODE_FAULT;
                    case Outcome.Failed failed -> failed.kind();
                };
        Outcome.Failed failed = new Outcome.Failed(kind, message);
        try {
            service.complete(leaseId, new Completion(completion.epoch(), failed, completion.energy()));
        } catch (RequestRefused again) {
            LOG.debug("Lease {} ends without its energy", leaseId, again);
            service.complete(leaseId, new Completion(completion.epoch(), failed, null));
        }
    }

    private void bring(Completion completion, @Nullable Parcel model) throws ServiceException, InterruptedException {
        RequestRefused notTaken = model == null ? null : refusalOf(model);
        try {
            service.complete(leaseId, completion);
        } catch (RequestRefused refused) {
            throw notTaken != null && refused.is("not-found") ? notTaken : refused;
        }
    }

    /** Uploads the model; after a completion whose answer was lost the node may upload no more, but gets the stored answer. */
    private @Nullable RequestRefused refusalOf(Parcel model) throws ServiceException, InterruptedException {
        try {
            model.upload(service);
            return null;
        } catch (RequestRefused refused) {
            LOG.debug("The service refuses the model of lease {}: {}", leaseId, refused.getMessage());
            return refused;
        }
    }

    private static String name(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Reported reported -> "report " + reported.report().sequence();
            case Delivery.Checkpointed checkpoint -> "checkpoint of step " + checkpoint.step();
            case Delivery.Completed completed -> "completion";
            case Delivery.Released released -> "release";
        };
    }
}
