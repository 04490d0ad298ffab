package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.client.Courier;
import org.commonwatt.worker.client.Delivery;
import org.commonwatt.worker.client.Outbox;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.client.TransferSpent;
import org.commonwatt.worker.lease.HeldLease;
import org.commonwatt.worker.pipe.FromTrainer;

/**
 * The work under one lease, from its grant to the moment when the service has its end: fetches the inputs, starts the
 * trainer, passes on what it says, and obeys the service and the machine's owner. All of it happens on the thread that
 * calls {@link #work}; everything else only puts events into its queue.
 */
public final class Run implements HeldLease {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int MOST_EVENTS_WAITING = 1024;
    /** At one try every 2 s, as often as a disk has a minute to get room again. */
    private static final int MOST_UNWRITTEN_ENDS = 30;

    private static final Outbox.Bounds SPOOL = new Outbox.Bounds(2000, 256L << 20);

    private final LeaseGrant grant;
    private final RunFolder folder;
    private final Workplace place;
    private final BlockingQueue<RunEvent> events = new ArrayBlockingQueue<>(MOST_EVENTS_WAITING);
    private final Diary before;
    private final Reporter reporter;
    private final Outbox outbox;
    private final Courier courier;

    private final Ending ending = new Ending();

    /** Stays after its end, for its account of energy. */
    private @Nullable Trainer trainer;

    private Diary diary;
    private boolean trainerRuns;
    private boolean fenced;
    private boolean leaving;
    private @Nullable RunEnd end;
    private volatile long step;
    private volatile long totalSteps;
    private Deadline reportDue = Deadline.now();
    private @Nullable Deadline releaseAloneAt;
    private @Nullable Deadline concludeAt;
    private @Nullable Deadline giveUpAt;
    private long unwritten;
    private int unwrittenEnds;

    public Run(LeaseGrant grant, RunFolder folder, Workplace place) throws IOException {
        this.grant = grant;
        this.folder = folder;
        this.place = place;
        this.diary = folder.diary();
        this.before = diary;
        this.reporter = new Reporter(grant.epoch(), diary.sequence());
        this.outbox = Outbox.open(folder.outbox(), SPOOL);
        this.courier = new Courier(grant.id(), outbox, place.service(), place.retries(), this::direct);
    }

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
        return step;
    }

    /** Optimizer steps of the whole run; 0 before the trainer said so. */
    public long totalSteps() {
        return totalSteps;
    }

    /** The lease's grant. */
    public LeaseGrant grant() {
        return grant;
    }

    @Override
    public void direct(Directive directive) {
        if (directive != Directive.CONTINUE && !events.offer(new RunEvent.Directed(directive))) {
            LOG.debug("Directive {} found no room; the service repeats it", directive);
        }
    }

    /**
     * Ends the run within seconds: with a last checkpoint if the trainer is quick, and with what can be delivered quickly.
     * Where the checkpoint can't, the task is given back without it.
     */
    public void leave(Release.Reason reason) throws InterruptedException {
        events.put(new RunEvent.Leaving(reason));
    }

    /**
     * Works to the end. The calling thread must be a platform thread that does nothing else, as the trainer's sandbox
     * ends with it.
     */
    public RunEnd work() throws InterruptedException, IOException {
        LOG.info("Lease {} epoch {} of job {} ({}): began", grant.id(), grant.epoch(), grant.jobName(), grant.jobId());
        place.keeper().keep(this);
        courier.end()
                .whenComplete((reached, broken) ->
                        putQuietly(new RunEvent.DeliveryEnded(broken == null ? reached : Courier.End.STALE)));
        courier.start();
        // Platform threads, as what hashes for minutes would keep all virtual ones from a machine's only processor.
        Thread fetcher =
                Thread.ofPlatform().daemon().name("inputs-" + grant.id()).start(this::fetchInputs);
        try {
            while (end == null) {
                RunEvent event = events.poll(attend().toNanos(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    handle(event);
                }
            }
            LOG.info("Lease {} of job {}: ended ({}) at step {}", grant.id(), grant.jobName(), end, step);
            return end;
        } finally {
            place.keeper().letGo(grant.id());
            fetcher.interrupt();
            courier.close();
            if (trainer != null && trainerRuns) {
                trainer.kill();
            }
        }
    }

    private void fetchInputs() {
        try {
            events.put(new RunEvent.InputsReady(Inputs.fetch(grant, folder, place.cache())));
        } catch (TransferSpent spent) {
            putQuietly(new RunEvent.InputsTooLarge(String.valueOf(spent.getMessage())));
        } catch (ServiceException | IOException missing) {
            putQuietly(new RunEvent.InputsMissing("The node could not fetch the data: " + missing.getMessage()));
        } catch (InterruptedException stopped) {
            LOG.debug("Fetching for lease {} was stopped", grant.id());
        }
    }

    private void putQuietly(RunEvent event) {
        try {
            events.put(event);
        } catch (InterruptedException stopped) {
            LOG.debug("Nobody waits for {}", event);
        }
    }

    private void handle(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.InputsReady ready -> startTrainer(ready.inputs());
            case RunEvent.InputsMissing missing -> {
                ending.failed(FailureKind.NODE_FAULT, missing.message());
                conclude();
            }
            case RunEvent.Said said -> hear(Objects.requireNonNull(trainer), said.message());
            case RunEvent.Babbled babbled -> {
                LOG.debug("The trainer of lease {} wrote {}", grant.id(), babbled.what());
                if (trainer != null && trainer.babbledTooMuch()) {
                    kill(FailureKind.NODE_FAULT, "The trainer wrote " + babbled.what() + " instead of messages.");
                }
            }
            case RunEvent.Overran overran -> kill(FailureKind.NODE_FAULT, "The trainer wrote " + overran.what() + ".");
            case RunEvent.Exited exited -> trainerGone(exited.status());
            case RunEvent.Directed directed -> obey(directed.directive());
            case RunEvent.DeliveryEnded delivered -> delivered(delivered.end());
            case RunEvent.InputsTooLarge refused -> {
                LOG.warn("Lease {} of job {}: {}", grant.id(), grant.jobName(), refused.message());
                stop(Release.Reason.OWNER_RETURNED, false);
            }
            case RunEvent.Leaving now -> {
                leaving = true;
                stop(now.reason(), true);
                hurryIfLeaving();
            }
            case RunEvent.ReleasedAlone released -> {
                if (released.taken()) {
                    end = RunEnd.DONE;
                }
            }
        }
    }

    private void startTrainer(Inputs inputs) throws IOException {
        if (ending.isStopping() || outbox.hasEnd()) {
            return;
        }
        try {
            trainer = Trainer.start(grant, folder, inputs, place, events);
            trainerRuns = true;
        } catch (IOException cannot) {
            ending.failed(FailureKind.NODE_FAULT, "The trainer could not be started: " + cannot);
            conclude();
        }
    }

    private void hear(Trainer speaker, FromTrainer message) throws IOException {
        speaker.spoke();
        switch (message) {
            case FromTrainer.Started started -> {
                place.host().launcher().cameUp();
                step = started.step();
                totalSteps = started.totalSteps();
            }
            case FromTrainer.Measured measured -> {
                step = measured.progress().step();
                reporter.measured(measured.progress(), measured.points());
            }
            case FromTrainer.Logged logged -> reporter.logged(logged.line());
            case FromTrainer.CheckpointWritten written -> {
                speaker.wroteCheckpoint();
                String name = "checkpoint-" + written.step() + ".safetensors";
                Path file = folder.adopt(written.file(), name);
                if (file != null) {
                    checkpointed(written.step(), file);
                }
            }
            case FromTrainer.Finished done -> {
                speaker.energy();
                speaker.saidItsLast();
                ending.finished(done);
            }
            case FromTrainer.Stopped stopped -> speaker.energy();
            case FromTrainer.Failed failed -> {
                speaker.energy();
                speaker.saidItsLast();
                ending.failed(failed.kind(), failed.message());
            }
            case FromTrainer.Predicted uncalledFor ->
                LOG.warn("The trainer of lease {} predicted something instead of training", grant.id());
        }
    }

    private void obey(Directive directive) throws IOException {
        switch (directive) {
            case CONTINUE -> {}
            case CHECKPOINT -> {
                if (trainer != null) {
                    trainer.checkpoint();
                }
            }
            case DRAIN -> stop(Release.Reason.DRAINED, true);
            case PAUSE -> stop(Release.Reason.PAUSED, true);
            case CANCEL -> stop(Release.Reason.CANCELLED, false);
            case STALE -> fence();
        }
    }

    /** Tells the trainer to stop; it is killed if it does not. */
    private void stop(Release.Reason reason, boolean withCheckpoint) throws IOException {
        if (outbox.hasEnd() || !ending.stopped(reason)) {
            return;
        }
        LOG.info("Lease {} of job {}: stopping ({})", grant.id(), grant.jobName(), reason);
        if (trainer != null && trainerRuns) {
            trainer.stop(withCheckpoint);
        } else {
            conclude();
        }
    }

    /** The lease is another's: end the trainer at once and deliver nothing more. */
    private void fence() {
        if (fenced) {
            return;
        }
        LOG.warn("Lease {} of job {} is no longer ours; the run ends", grant.id(), grant.jobName());
        courier.close();
        fenced = true;
        if (trainer != null && trainerRuns) {
            trainer.kill();
        } else {
            end = RunEnd.FENCED;
        }
    }

    private void kill(FailureKind kind, String message) {
        if (trainer != null && trainerRuns) {
            LOG.warn("Lease {} of job {}: {}", grant.id(), grant.jobName(), message);
            ending.failed(kind, message);
            trainer.energy();
            trainer.kill();
        }
    }

    private void trainerGone(int status) throws IOException {
        trainerRuns = false;
        if (fenced) {
            end = RunEnd.FENCED;
            return;
        }
        if (trainer != null && ending.isUnexplained()) {
            Outcome.Failed verdict = trainer.verdict(status);
            ending.failed(verdict.kind(), verdict.message());
        }
        conclude();
    }

    /** Writes down what is left to say and how the lease ends; the courier does the rest. */
    private void conclude() throws IOException {
        if (outbox.hasEnd()) {
            return;
        }
        try {
            while (reporter.hasNews()) {
                report(reporter.next(energy()));
            }
            outbox.add(ending.delivery(grant.epoch(), energy(), folder));
            concludeAt = null;
            hurryIfLeaving();
        } catch (IOException full) {
            if (++unwrittenEnds >= MOST_UNWRITTEN_ENDS) {
                throw full;
            }
            LOG.error("The end of lease {} could not be written down; trying again: {}", grant.id(), full.toString());
            concludeAt = Deadline.in(place.timings().report());
            hurryIfLeaving();
        }
    }

    private void delivered(Courier.End reached) {
        switch (reached) {
            case DELIVERED -> end = RunEnd.DONE;
            case STALE -> fence();
            case IDENTITY_REFUSED -> end = RunEnd.IDENTITY_REFUSED;
        }
    }

    private void hurryIfLeaving() {
        // A disk that does not take the end must not hold the task either.
        if (leaving && (outbox.hasEnd() || concludeAt != null) && giveUpAt == null) {
            Duration patience = place.timings().deliver();
            releaseAloneAt = Deadline.in(patience.dividedBy(2));
            giveUpAt = Deadline.in(patience);
        }
    }

    /**
     * Gives the task back ahead of a checkpoint that is too large to be delivered in time: a task that others can take at
     * once is worth more than the steps since the last checkpoint. A result is never skipped.
     */
    private void releaseAlone() {
        releaseAloneAt = null;
        Release release = ending.release(grant.epoch(), energy());
        if (release == null) {
            return;
        }
        LOG.info("Lease {} of job {}: given back without its last checkpoint", grant.id(), grant.jobName());
        courier.close();
        Thread.ofPlatform().daemon().name("release-" + grant.id()).start(() -> {
            boolean taken = false;
            try {
                place.service().release(grant.id(), release);
                taken = true;
            } catch (ServiceException away) {
                LOG.debug("Lease {} could not be given back now", grant.id(), away);
            } catch (InterruptedException stopped) {
                LOG.debug("Lease {} was not given back", grant.id());
            }
            putQuietly(new RunEvent.ReleasedAlone(taken));
        });
    }

    /** Does what is due, and answers how long nothing else is. */
    private Duration attend() throws IOException {
        Duration free = Duration.ofDays(1);
        if (trainer != null && trainerRuns) {
            free = shorter(free, trainer.killIfOverdue());
        }
        if (concludeAt != null && concludeAt.isOver()) {
            conclude();
        }
        free = shorter(free, concludeAt);
        if (releaseAloneAt != null && releaseAloneAt.isOver() && end == null) {
            releaseAlone();
        }
        free = shorter(free, releaseAloneAt);
        if (giveUpAt != null && giveUpAt.isOver() && end == null) {
            end = RunEnd.UNDELIVERED;
        }
        free = shorter(free, giveUpAt);
        if (outbox.hasEnd() || fenced) {
            return free;
        }
        if (reportDue.isOver()) {
            watchTrainer();
            report();
        }
        return shorter(free, reportDue);
    }

    private void report() {
        warnOf(reporter.droppedSinceLastCall(), "measurements or lines came too fast and were left out");
        warnOf(
                outbox.droppedSinceLastCall(),
                "reports of measurements were dropped, as the service was away for longer than the node keeps them or its disk"
                        + " lost them");
        warnOf(unwritten, "reports of measurements were lost, as the node's disk did not take them");
        unwritten = 0;
        // An empty report still brings the service's wish back.
        boolean heartbeat = outbox.waiting() == 0;
        if (reporter.hasNews() || heartbeat) {
            report(reporter.next(before.energyWith(trainer == null ? null : trainer.energySoFar())));
        }
        boolean taken = outbox.waiting() <= 1;
        Timings timings = place.timings();
        reportDue = Deadline.in(taken ? timings.report() : timings.reportWhileAway());
    }

    private void warnOf(long number, String what) {
        if (number > 0) {
            reporter.logged(new LogLine(place.host().clock().instant(), "WARN", number + " " + what));
        }
    }

    /** Puts a report into the outbox. A disk that does not take it costs the report, not the run. */
    private void report(Report report) {
        try {
            diary = diary.reported(report.sequence(), report.energy());
            folder.write(diary);
            outbox.add(new Delivery.Reported(report));
        } catch (IOException full) {
            unwritten++;
            LOG.warn("Report {} of lease {} could not be written: {}", report.sequence(), grant.id(), full.toString());
        }
    }

    /** Puts a checkpoint into the outbox, unless the owner lets no more be sent today; it is kept in any case. */
    private void checkpointed(long atStep, Path file) {
        try {
            folder.keep(file, atStep);
            diary = diary.progressed();
            folder.write(diary);
            if (!place.host().maySend().test(Files.size(file))) {
                reporter.logged(new LogLine(
                        place.host().clock().instant(),
                        "WARN",
                        "The checkpoint of step " + atStep
                                + " stays on the node: its owner's transfer for today is spent"));
                Files.delete(file);
                return;
            }
            outbox.add(new Delivery.Checkpointed(
                    grant.epoch(), atStep, file.getFileName().toString()));
        } catch (IOException full) {
            warnOf(1, "checkpoint, of step " + atStep + ", could not be kept: the node's disk did not take it");
            LOG.warn("Checkpoint {} of lease {} could not be kept: {}", atStep, grant.id(), full.toString());
            forget(file);
        }
    }

    /** What no delivery names would lie in the outbox until the run ends, on a disk that is full already. */
    private void forget(Path file) {
        try {
            if (!outbox.names(file.getFileName().toString())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            LOG.debug("{} stays behind: {}", file, stays.toString());
        }
    }

    private void watchTrainer() {
        if (trainer != null && trainerRuns) {
            trainer.trouble().ifPresent(trouble -> kill(trouble.kind(), trouble.message()));
        }
    }

    private @Nullable EnergyUse energy() {
        return before.energyWith(trainer == null ? null : trainer.energy());
    }

    private static Duration shorter(Duration one, @Nullable Deadline other) {
        return other != null && other.left().compareTo(one) < 0 ? other.left() : one;
    }
}
