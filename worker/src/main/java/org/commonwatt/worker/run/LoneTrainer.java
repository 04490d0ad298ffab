package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * A trainer that works for somebody at this machine, not under a lease: the same process in the same sandbox. Read by one
 * thread, which has to live as long as it.
 */
public final class LoneTrainer implements AutoCloseable {

    private static final int MOST_EVENTS_WAITING = 1024;

    private final TrainerProcess process;
    private final TrainerLauncher launcher;
    private final BlockingQueue<RunEvent> events;
    private boolean saidItsLast;
    private boolean ended;

    private LoneTrainer(TrainerProcess process, TrainerLauncher launcher, BlockingQueue<RunEvent> events) {
        this.process = process;
        this.launcher = launcher;
        this.events = events;
    }

    /**
     * Where a trainer works and with what.
     *
     * @param folder the only folder that it may write to
     * @param readable files and folders that it may read
     * @param memoryBytes memory that it may use; two fifths of it are its Java heap
     */
    public record Place(Path folder, Collection<Path> readable, long memoryBytes) {}

    /** Starts a trainer on {@code first}. */
    public static LoneTrainer start(TrainerLauncher launcher, Place place, ToTrainer first) throws IOException {
        BlockingQueue<RunEvent> events = new ArrayBlockingQueue<>(MOST_EVENTS_WAITING);
        Process started = launcher.start(place.folder(), place.readable(), Bounds.ofOwner(place.memoryBytes()));
        TrainerProcess process = new TrainerProcess(started, place.folder(), events);
        process.tell(first);
        return new LoneTrainer(process, launcher, events);
    }

    /** Tells it something more; from any thread. */
    public void tell(ToTrainer message) {
        process.tell(message);
    }

    /** Its process, for an account of energy. */
    public ProcessHandle handle() {
        return process.handle();
    }

    /**
     * The next thing that it says, waiting for it; null once it has ended. Where it ended without a last word of its own,
     * a failure made of its exit status and what it printed comes before that.
     */
    public @Nullable FromTrainer next() throws InterruptedException {
        while (!ended) {
            // The other events are those of a lease.
            RunEvent event = events.take();
            if (event instanceof RunEvent.Said said) {
                return hear(said.message());
            }
            if (event instanceof RunEvent.Overran) {
                process.kill();
            }
            if (event instanceof RunEvent.Exited exited) {
                ended = true;
                if (!saidItsLast) {
                    Outcome.Failed verdict = process.verdict(exited.status());
                    return new FromTrainer.Failed(verdict.kind(), verdict.message());
                }
            }
        }
        return null;
    }

    private FromTrainer hear(FromTrainer message) {
        switch (message) {
            case FromTrainer.Started started -> launcher.cameUp();
            case FromTrainer.Measured measured -> {}
            case FromTrainer.Logged logged -> {}
            case FromTrainer.CheckpointWritten written -> {}
            case FromTrainer.Finished finished -> saidItsLast = true;
            case FromTrainer.Stopped stopped -> saidItsLast = true;
            case FromTrainer.Failed failed -> saidItsLast = true;
            case FromTrainer.Predicted predicted -> {
                launcher.cameUp();
                saidItsLast = true;
            }
        }
        return message;
    }

    @Override
    public void close() {
        process.kill();
    }
}
