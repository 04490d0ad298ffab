package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.ClaimAnswer;
import org.commonwatt.worker.client.IdentityRefused;
import org.commonwatt.worker.client.ServiceAway;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.limits.Consent;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineProbe;
import org.commonwatt.worker.run.Leftovers;
import org.commonwatt.worker.run.Run;
import org.commonwatt.worker.run.RunEnd;
import org.commonwatt.worker.run.RunFolder;
import org.commonwatt.worker.run.Workplace;

/** The main loop: hand over what was left, ask for work, run it; one lease at a time. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** How long the service may hold a request for work open; a proxy on the way seldom allows a minute. */
    private static final int WAIT_SECONDS = 25;

    /** How often the owner's limits are looked at, and how stale the status may be. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Duration AFTER_A_MISHAP = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final DataFolder data;
    private final Workplace place;
    private final MachineProbe machine;
    private final OwnerGuard owner;
    private final IdleClock idle;
    private final StatusBoard board;
    private final RandomGenerator random;
    private final ClaimKey key;
    private final WithheldNotice notice;
    private final Thread loop = Thread.currentThread();
    private @Nullable Run current;
    private boolean stopping;

    /** The machine that works, and who speaks for its owner. */
    record Machine(MachineProbe probe, OwnerGuard owner, IdleClock idle) {}

    /** Why the loop ended. */
    enum End {
        STOPPED,
        /** The one lease that was asked for is done. */
        ONCE
    }

    /** To be made on the thread that works, which has to be a platform thread: trainers' sandboxes end with it. */
    Worker(DataFolder data, Workplace place, Machine machine, StatusBoard board, RandomGenerator random) {
        this.data = data;
        this.place = place;
        this.machine = machine.probe();
        this.owner = machine.owner();
        this.idle = machine.idle();
        this.board = board;
        this.random = random;
        this.key = new ClaimKey(data.claimKey());
        this.notice = new WithheldNotice(place.service(), this.machine);
    }

    /** Ends the work soon; from any thread. */
    void stop() {
        Run running = beginStopping();
        if (running == null) {
            return;
        }
        try {
            running.leave(Release.Reason.SHUTDOWN);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run that has to leave, if any. It is told so outside of the lock, for which its thread may wait when it ends. */
    private synchronized @Nullable Run beginStopping() {
        if (stopping) {
            return null;
        }
        stopping = true;
        if (current == null) {
            loop.interrupt();
        }
        return current;
    }

    /**
     * Works until stopped, or until one lease is done.
     *
     * @throws Complaint when the service does not accept this node
     */
    End work(boolean once) throws Complaint {
        try {
            board.show(WorkerStatus.Activity.WAITING, null);
            int failures = 0;
            while (!isStopping()) {
                try {
                    Consent consent = owner.consent();
                    Optional<RunFolder> cutOff = handOver(consent);
                    if (cutOff.isPresent()) {
                        End end = end(resume(cutOff.get()), once);
                        if (end != null) {
                            return end;
                        }
                        continue;
                    }
                    if (consent instanceof Consent.Withheld withheld) {
                        board.showWithheld(withheld);
                        notice.tell(withheld);
                        Thread.sleep(LOOK);
                        continue;
                    }
                    notice.over();
                    switch (claim()) {
                        case ClaimAnswer.Granted(LeaseGrant grant) -> {
                            RunFolder folder = RunFolder.create(data.runs(), grant);
                            key.used();
                            if (isGivenBack(grant, folder)) {
                                continue;
                            }
                            End end = end(run(grant, folder), once);
                            if (end != null) {
                                return end;
                            }
                        }
                        case ClaimAnswer.Nothing(Duration askAgainAfter) -> {
                            board.show(WorkerStatus.Activity.WAITING, "the service has no work for this machine");
                            pause(askAgainAfter == null ? SHORTEST_PAUSE : askAgainAfter);
                        }
                    }
                    failures = 0;
                } catch (IdentityRefused unknown) {
                    throw refused(unknown.getMessage());
                } catch (ServiceAway away) {
                    failures++;
                    if (failures == 1) {
                        LOG.warn("Can't ask for work: {}; trying again until it works", away.getMessage());
                    }
                    board.show(WorkerStatus.Activity.SERVICE_AWAY, away.getMessage());
                    Thread.sleep(
                            Backoff.towards(place.service().service(), random).after(failures, away));
                } catch (ServiceException refusal) {
                    LOG.error("The service refuses to give work: {}", refusal.getMessage());
                    board.show(WorkerStatus.Activity.WAITING, "the service refuses: " + refusal.getMessage());
                    pause(AFTER_A_MISHAP);
                } catch (IOException | RuntimeException mishap) {
                    // A full disk, for one. What was begun is handed over at the next turn.
                    LOG.error("This machine could not do its work", mishap);
                    board.show(WorkerStatus.Activity.WAITING, "this machine has a problem: " + mishap);
                    pause(AFTER_A_MISHAP);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Interrupted while waiting");
        } finally {
            board.show(WorkerStatus.Activity.STOPPED, null);
        }
        return End.STOPPED;
    }

    /** Whether the loop ends with a run. That of a drained node goes on asking: it gets no work until it is opened again. */
    private @Nullable End end(RunEnd end, boolean once) throws Complaint {
        return switch (end) {
            case IDENTITY_REFUSED -> throw refused("this node's token is not accepted any more");
            case DONE, FENCED, UNDELIVERED -> once ? End.ONCE : null;
        };
    }

    /**
     * Delivers or gives back what an earlier life of the worker, or a run that came to grief, left; answers with a run that
     * can go on.
     */
    private Optional<RunFolder> handOver(Consent consent) throws IOException, InterruptedException {
        if (RunFolder.leftIn(data.runs()).isEmpty()) {
            return Optional.empty();
        }
        board.show(WorkerStatus.Activity.HANDING_OVER, null);
        boolean mayWork = !(consent instanceof Consent.Withheld withheld
                && withheld.cause().endsRun());
        return new Leftovers(data.runs(), place).handOver(mayWork);
    }

    private RunEnd resume(RunFolder folder) throws IOException, InterruptedException {
        LeaseGrant grant = Objects.requireNonNull(folder.grant(), "the grant of a run that can go on");
        LOG.info("Lease {} of job {} is taken up again", grant.id(), grant.jobName());
        folder.prepareToResume();
        return run(grant, folder);
    }

    private ClaimAnswer claim() throws ServiceException, InterruptedException, IOException {
        return place.service().claim(new LeaseRequest(machine.offer(1), WAIT_SECONDS), key.current());
    }

    /**
     * Asks the owner once more, who may have changed their mind while the service held the request open. Where the answer is no,
     * the lease is handed over at the next turn.
     */
    private boolean isGivenBack(LeaseGrant grant, RunFolder folder) throws IOException {
        if (!(owner.consent() instanceof Consent.Withheld withheld)) {
            return false;
        }
        LOG.info("Lease {} of job {} is given back unbegun: {}", grant.id(), grant.jobName(), withheld.sentence());
        folder.giveBack(grant, Release.Reason.OWNER_RETURNED);
        return true;
    }

    private RunEnd run(LeaseGrant grant, RunFolder folder) throws IOException, InterruptedException {
        Run run = new Run(grant, folder, place);
        begin(run);
        // A virtual thread would wait while others compute, which on a machine of one processor may take minutes.
        Thread watch = Thread.ofPlatform().daemon().name("owner").start(() -> watch(run));
        try {
            owner.runBegins();
            RunEnd end = run.work();
            if (end != RunEnd.UNDELIVERED && end != RunEnd.IDENTITY_REFUSED) {
                folder.delete();
            }
            return end;
        } finally {
            watch.interrupt();
            idle.worked();
            owner.runEnded();
            finished();
        }
    }

    private synchronized void begin(Run run) throws InterruptedException {
        current = run;
        board.showWorking(run);
        if (stopping && Thread.interrupted()) {
            // Asked to stop in the moment in which the lease came: it is given back in the usual way.
            run.leave(Release.Reason.SHUTDOWN);
        }
    }

    private synchronized void finished() {
        current = null;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Gives the machine back as soon as its owner wants it, and keeps the status true until then. */
    private void watch(Run run) {
        try {
            while (!isGivenBack(run)) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException ended) {
            LOG.debug("The run has ended");
        }
    }

    private boolean isGivenBack(Run run) throws InterruptedException {
        try {
            board.refresh();
            if (owner.consent() instanceof Consent.Withheld withheld
                    && withheld.cause().endsRun()) {
                LOG.info("Lease {} is given back: {}", run.id(), withheld.sentence());
                run.leave(Release.Reason.OWNER_RETURNED);
                return true;
            }
        } catch (RuntimeException mishap) {
            // Who looks no more would never see the owner come back.
            LOG.error("This machine could not be looked at", mishap);
        }
        return false;
    }

    /** Waits, with jitter so that nodes that were sent away together do not come back together. */
    private void pause(Duration wait) throws InterruptedException {
        Duration atLeast = wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait;
        Thread.sleep(Duration.ofMillis((long) (atLeast.toMillis() * (1 + 0.2 * random.nextDouble()))));
    }

    private Complaint refused(@Nullable String why) {
        return new Complaint(
                Complaint.Code.IDENTITY,
                "The service at " + place.service().service() + " does not accept this node (" + why
                        + "): get a new joining code there and join again with 'worker join --replace'.");
    }
}
