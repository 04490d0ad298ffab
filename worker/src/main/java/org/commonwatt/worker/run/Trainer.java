package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.machine.ProcessMemory;
import org.commonwatt.worker.pipe.ToTrainer;

/** A run's trainer as the run sees it: told what to do, and watched. Used by the run's thread alone. */
final class Trainer {

    /** Lines beside the messages that are borne, for the sake of libraries that print where they should not. */
    private static final int MOST_BABBLES = 50;

    private final TrainerProcess process;
    private final EnergyMeter.Reading meter;
    private final ProcessMemory memory = new ProcessMemory();
    private final Workplace.Lent lent;
    private final Path work;
    private final Timings timings;
    private Deadline silentUntil;
    private @Nullable Deadline killAt;
    private @Nullable EnergyUse energy;
    private boolean checkpointAsked;
    private int babbles;

    private Trainer(TrainerProcess process, Workplace place, Workplace.Lent lent, Path work) {
        this.process = process;
        this.meter = place.host().meter().begin(process.handle());
        this.lent = lent;
        this.work = work;
        this.timings = place.timings();
        this.silentUntil = Deadline.in(timings.silence());
    }

    /**
     * Starts a trainer on a lease's work. The calling thread has to live as long as it.
     *
     * @param events where what it says and its end go
     */
    static Trainer start(
            LeaseGrant grant, RunFolder folder, Inputs inputs, Workplace place, BlockingQueue<RunEvent> events)
            throws IOException {
        Workplace.Host host = place.host();
        Workplace.Lent lent = host.lent().get();
        Bounds bounds = Bounds.ofLease(grant.memoryBytes(), lent);
        Process started = host.launcher().start(folder.work(), List.of(folder.inputs()), bounds);
        TrainerProcess process = new TrainerProcess(started, folder.work(), events);
        Map<String, String> files = new LinkedHashMap<>();
        inputs.files().forEach((path, file) -> files.put(path, absolute(file)));
        process.tell(new ToTrainer.Start(
                grant.spec(),
                grant.dataset(),
                files,
                absolute(folder.work()),
                lent.threads(),
                grant.memoryBytes(),
                inputs.checkpoint() == null ? null : absolute(inputs.checkpoint())));
        return new Trainer(process, place, lent, folder.work());
    }

    /** Asks for a checkpoint, unless one was asked for and has not come yet, or the trainer is to end. */
    void checkpoint() {
        if (killAt == null && !checkpointAsked) {
            checkpointAsked = true;
            process.tell(new ToTrainer.Checkpoint());
        }
    }

    /** Tells it to stop; it is killed if it does not. */
    void stop(boolean withCheckpoint) {
        process.tell(new ToTrainer.Stop(withCheckpoint));
        Duration grace = withCheckpoint ? timings.stopWithCheckpoint() : timings.stop();
        killAt = Deadline.in(grace);
    }

    void kill() {
        process.kill();
    }

    /** It said something. */
    void spoke() {
        silentUntil = Deadline.in(timings.silence());
    }

    /** It said its last and is to end by itself; if it lingers it is killed. */
    void saidItsLast() {
        if (killAt == null) {
            killAt = Deadline.in(timings.stop());
        }
    }

    void wroteCheckpoint() {
        checkpointAsked = false;
    }

    /** It wrote what is no message; answers whether that was once too often. */
    boolean babbledTooMuch() {
        babbles++;
        return babbles == MOST_BABBLES;
    }

    /** Kills it if its time to stop is over; answers when to look again, or null. */
    @Nullable
    Deadline killIfOverdue() {
        if (killAt != null && killAt.isOver()) {
            process.kill();
            killAt = null;
        }
        return killAt;
    }

    /** What it does that it may not, if anything: says nothing for too long, or holds too much memory or disk. */
    Optional<Outcome.Failed> trouble() {
        if (killAt != null) {
            return Optional.empty();
        }
        if (silentUntil.isOver()) {
            String message = "The trainer said nothing for " + timings.silence() + ".";
            return Optional.of(new Outcome.Failed(FailureKind.NODE_FAULT, message));
        }
        long held = memory.resident(process.handle());
        if (held > lent.memoryBytes()) {
            String message = "The trainer held " + (held >> 20) + " MiB of memory; the machine's owner lends "
                    + (lent.memoryBytes() >> 20) + " MiB.";
            return Optional.of(new Outcome.Failed(FailureKind.OUT_OF_MEMORY, message));
        }
        long written = FolderTree.size(work);
        if (written > lent.diskBytes()) {
            String message = "The trainer wrote " + (written >> 20) + " MiB of files; the machine's owner lends "
                    + (lent.diskBytes() >> 20) + " MiB.";
            return Optional.of(new Outcome.Failed(FailureKind.NODE_FAULT, message));
        }
        return Optional.empty();
    }

    /** Why it ended, where neither it nor the run said so. */
    Outcome.Failed verdict(int status) {
        return process.verdict(status);
    }

    /** Energy of it so far, measured anew; null before anything was measured. */
    @Nullable
    EnergyUse energy() {
        return kept(meter.now());
    }

    /** The same, up to some seconds old. */
    @Nullable
    EnergyUse energySoFar() {
        return kept(meter.soFar());
    }

    private @Nullable EnergyUse kept(@Nullable EnergyUse newest) {
        if (newest != null) {
            energy = newest;
        }
        return energy;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
