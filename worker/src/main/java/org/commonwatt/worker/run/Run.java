package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.commonwatt.worker.client.Courier;
import org.commonwatt.worker.client.Delivery;
import org.commonwatt.worker.client.Outbox;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.lease.HeldLease;
import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.machine.ProcessMemory;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * The work under one lease, from its grant to the moment when the service has its end: fetches the inputs, starts the
 * trainer, passes on what it says, and obeys the service and the machine's owner. All of it happens on the thread that
 * calls {@link #work}; everything else only puts events into its queue.
 */
public final class Run implements HeldLease {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int MOST_EVENTS_WAITING = 1024;
    private static final int MOST_REPORTS_WAITING = 2000;
    private static final int MOST_BABBLES = 50;

    private final LeaseGrant grant;
    private final RunFolder folder;
    private final Workplace place;
    private final BlockingQueue<RunEvent> events = new ArrayBlockingQueue<>(MOST_EVENTS_WAITING);
    private final ProcessMemory memory = new ProcessMemory();
    private final Reporter reporter;
    private final Outbox outbox;
    private final Courier courier;

    private @Nullable TrainerProcess trainer;
    private EnergyMeter.@Nullable Reading meter;
    private @Nullable EnergyUse energy;
    private final Ending ending = new Ending();
    private boolean checkpointAsked;
    private boolean fenced;
    private boolean shuttingDown;
    private @Nullable RunEnd end;
    private volatile long step;
    private volatile long totalSteps;
    private Deadline reportDue = Deadline.now();
    private Deadline silentUntil;
    private int babbles;
    private @Nullable Deadline killAt;
    private @Nullable Deadline giveUpAt;

    public Run(LeaseGrant grant, RunFolder folder, Workplace place) throws IOException {
        this.grant = grant;
        this.folder = folder;
        this.place = place;
        this.reporter = new Reporter(grant.epoch());
        this.outbox = Outbox.open(folder.outbox(), MOST_REPORTS_WAITING);
        this.courier = new Courier(grant.id(), outbox, place.service(), place.retries(), this::direct);
        this.silentUntil = Deadline.in(place.timings().silence());
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

    /** Ends the run soon: with a last checkpoint if the trainer is quick, and with what can be delivered quickly. */
    public void shutDown() throws InterruptedException {
        events.put(new RunEvent.ShuttingDown());
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
        Thread fetcher = Thread.ofVirtual().name("inputs-" + grant.id()).start(this::fetchInputs);
        try {
            while (end == null) {
                RunEvent event = events.poll(untilDue().toNanos(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    handle(event);
                }
                attend();
            }
            LOG.info("Lease {} of job {}: ended ({}) at step {}", grant.id(), grant.jobName(), end, step);
            return end;
        } finally {
            place.keeper().letGo(grant.id());
            fetcher.interrupt();
            courier.close();
            if (trainer != null) {
                trainer.kill();
            }
        }
    }

    private void fetchInputs() {
        try {
            events.put(new RunEvent.InputsReady(Inputs.fetch(grant, folder, place.cache())));
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
            case RunEvent.Said said -> hear(said.message());
            case RunEvent.Babbled babbled -> babbled(babbled.what());
            case RunEvent.Overran overran -> kill(FailureKind.NODE_FAULT, "The trainer wrote " + overran.what() + ".");
            case RunEvent.Exited exited -> trainerGone(exited.status());
            case RunEvent.Directed directed -> obey(directed.directive());
            case RunEvent.DeliveryEnded delivered -> delivered(delivered.end());
            case RunEvent.ShuttingDown now -> {
                shuttingDown = true;
                stop(Release.Reason.SHUTDOWN, true);
                giveUpIfShuttingDown();
            }
        }
    }

    private void startTrainer(Inputs inputs) throws IOException {
        if (ending.isStopping() || outbox.hasEnd()) {
            return;
        }
        Process process;
        try {
            process = place.host().launcher().start(folder, grant.memoryBytes());
        } catch (IOException cannot) {
            ending.failed(FailureKind.NODE_FAULT, "The trainer could not be started: " + cannot);
            conclude();
            return;
        }
        silentUntil = Deadline.in(place.timings().silence());
        trainer = new TrainerProcess(process, events);
        meter = place.host().meter().begin(trainer.handle());
        Map<String, String> files = new LinkedHashMap<>();
        inputs.files().forEach((path, file) -> files.put(path, absolute(file)));
        trainer.tell(new ToTrainer.Start(
                grant.spec(),
                grant.dataset(),
                files,
                absolute(folder.work()),
                place.host().threads(),
                grant.memoryBytes(),
                inputs.checkpoint() == null ? null : absolute(inputs.checkpoint())));
    }

    private void hear(FromTrainer message) throws IOException {
        silentUntil = Deadline.in(place.timings().silence());
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
                checkpointAsked = false;
                String name = "checkpoint-" + written.step() + ".safetensors";
                if (folder.adopt(written.file(), name) != null) {
                    outbox.add(new Delivery.Checkpointed(grant.epoch(), written.step(), name));
                }
            }
            case FromTrainer.Finished done -> {
                measureEnergy();
                ending.finished(done);
                allowTimeToExit();
            }
            case FromTrainer.Stopped stopped -> measureEnergy();
            case FromTrainer.Failed failed -> {
                measureEnergy();
                ending.failed(failed.kind(), failed.message());
                allowTimeToExit();
            }
        }
    }

    /** Some lines from a library that prints where it should not are borne; a trainer that goes on so is broken. */
    private void babbled(String what) {
        babbles++;
        if (babbles <= MOST_BABBLES) {
            LOG.debug("The trainer of lease {} wrote {}", grant.id(), what);
        }
        if (babbles == MOST_BABBLES) {
            kill(FailureKind.NODE_FAULT, "The trainer wrote " + what + " instead of messages.");
        }
    }

    /** A trainer that has said its last is to end by itself; one that lingers is killed. */
    private void allowTimeToExit() {
        if (killAt == null) {
            killAt = Deadline.in(place.timings().stop());
        }
    }

    private void obey(Directive directive) throws IOException {
        switch (directive) {
            case CONTINUE -> {}
            case CHECKPOINT -> {
                if (trainer != null && killAt == null && !checkpointAsked) {
                    checkpointAsked = true;
                    trainer.tell(new ToTrainer.Checkpoint());
                }
            }
            case DRAIN -> stop(Release.Reason.DRAINED, true);
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
        if (trainer == null) {
            conclude();
        } else {
            trainer.tell(new ToTrainer.Stop(withCheckpoint));
            Duration grace = withCheckpoint
                    ? place.timings().stopWithCheckpoint()
                    : place.timings().stop();
            killAt = Deadline.in(grace);
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
        if (trainer == null) {
            end = RunEnd.FENCED;
        } else {
            trainer.kill();
        }
    }

    private void kill(FailureKind kind, String message) {
        if (trainer != null) {
            LOG.warn("Lease {} of job {}: {}", grant.id(), grant.jobName(), message);
            ending.failed(kind, message);
            measureEnergy();
            trainer.kill();
        }
    }

    private void trainerGone(int status) throws IOException {
        TrainerProcess gone = trainer;
        trainer = null;
        if (fenced) {
            end = RunEnd.FENCED;
            return;
        }
        if (gone != null && ending.isUnexplained()) {
            Outcome.Failed verdict = Verdict.onExit(status, gone.lastWords().lines());
            ending.failed(verdict.kind(), verdict.message());
        }
        conclude();
    }

    /** Writes down what is left to say and how the lease ends; the courier does the rest. */
    private void conclude() throws IOException {
        if (outbox.hasEnd()) {
            return;
        }
        while (reporter.hasNews()) {
            outbox.add(new Delivery.Reported(reporter.next(energy)));
        }
        outbox.add(ending.delivery(grant.epoch(), energy, folder));
        giveUpIfShuttingDown();
    }

    private void delivered(Courier.End reached) {
        switch (reached) {
            case DELIVERED -> end = ending.isDrained() ? RunEnd.DRAINED : RunEnd.DONE;
            case STALE -> fence();
            case IDENTITY_REFUSED -> end = RunEnd.IDENTITY_REFUSED;
        }
    }

    private void giveUpIfShuttingDown() {
        if (shuttingDown && outbox.hasEnd() && giveUpAt == null) {
            giveUpAt = Deadline.in(place.timings().deliver());
        }
    }

    /** Does what is due. */
    private void attend() throws IOException {
        if (trainer != null && killAt != null && killAt.isOver()) {
            trainer.kill();
            killAt = null;
        }
        if (giveUpAt != null && giveUpAt.isOver() && end == null) {
            end = RunEnd.UNDELIVERED;
        }
        if (outbox.hasEnd() || fenced || !reportDue.isOver()) {
            return;
        }
        measureEnergy();
        watchTrainer();
        boolean heartbeat = outbox.waiting() == 0;
        if (reporter.hasNews() || heartbeat) {
            outbox.add(new Delivery.Reported(reporter.next(energy)));
        }
        boolean taken = outbox.waiting() <= 1;
        reportDue =
                Deadline.in(taken ? place.timings().report() : place.timings().reportWhileAway());
    }

    private void watchTrainer() {
        if (trainer == null || killAt != null) {
            return;
        }
        if (silentUntil.isOver()) {
            kill(
                    FailureKind.NODE_FAULT,
                    "The trainer said nothing for " + place.timings().silence() + ".");
        }
        long held = memory.resident(trainer.handle());
        if (held > place.host().memoryLimit()) {
            kill(
                    FailureKind.OUT_OF_MEMORY,
                    "The trainer held " + (held >> 20) + " MiB of memory; the machine's owner lends "
                            + (place.host().memoryLimit() >> 20) + " MiB.");
        }
        long dropped = reporter.droppedSinceLastCall();
        if (dropped > 0) {
            String text = dropped + " measurements or lines came too fast and were left out";
            reporter.logged(new LogLine(place.host().clock().instant(), "WARN", text));
        }
    }

    private void measureEnergy() {
        if (meter != null) {
            EnergyUse now = meter.soFar();
            energy = now == null ? energy : now;
        }
    }

    private Duration untilDue() {
        Duration due = outbox.hasEnd() ? Duration.ofDays(1) : reportDue.left();
        for (Deadline deadline : new @Nullable Deadline[] {trainer == null ? null : killAt, giveUpAt}) {
            if (deadline != null && deadline.left().compareTo(due) < 0) {
                due = deadline.left();
            }
        }
        return due;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
