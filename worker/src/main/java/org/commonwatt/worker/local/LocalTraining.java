package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.run.LoneTrainer;
import org.commonwatt.worker.run.TrainerLauncher;

/** One attempt at a run: starts the trainer, takes in what it says, and leaves the run's folder such that it can go on. */
final class LocalTraining {

    private final LocalJob job;
    private final RunDirectory directory;
    private final Machine machine;
    private final Show show;
    private final AtomicReference<@Nullable LoneTrainer> trainer = new AtomicReference<>();
    private volatile boolean stopping;
    private RunNote note;
    private RunNote.Spent before;
    private long beganAt;

    /** @param note what the folder says of the run so far */
    LocalTraining(LocalJob job, RunDirectory directory, Machine machine, Show show, RunNote note) {
        this.job = job;
        this.directory = directory;
        this.machine = machine;
        this.show = show;
        this.note = note;
        this.before = note.spent();
    }

    /** What the run is by now. */
    RunNote note() {
        return note;
    }

    /** Asks for a last checkpoint and the end; from any thread. */
    void stop() {
        stopping = true;
        LoneTrainer running = trainer.get();
        if (running != null) {
            running.tell(new ToTrainer.Stop(true));
        }
    }

    /**
     * Trains until it is done, stopped or failed, and gives the trainer's last word.
     *
     * @param from where to go on, or null to begin
     */
    FromTrainer train(TrainerLauncher launcher, RunDirectory.@Nullable Checkpoint from, @Nullable Integer threads)
            throws IOException, InterruptedException {
        directory.prepare();
        List<MetricsFile.Line> earlier = new ArrayList<>();
        try (MetricsFile metrics = MetricsFile.open(directory.metrics(), from == null ? 0 : from.step(), earlier);
                LoneTrainer started = start(launcher, from, threads)) {
            show.remember(earlier);
            trainer.set(started);
            if (stopping) {
                started.tell(new ToTrainer.Stop(true));
            }
            return hear(started, machine.meter().begin(started.handle()), metrics);
        } finally {
            trainer.set(null);
            directory.clear();
        }
    }

    private LoneTrainer start(
            TrainerLauncher launcher, RunDirectory.@Nullable Checkpoint from, @Nullable Integer threads)
            throws IOException {
        List<Path> readable = new ArrayList<>(job.data().files().values());
        Map<String, String> files = new LinkedHashMap<>();
        job.data().files().forEach((name, file) -> files.put(name, file.toString()));
        LocalBase base = job.base();
        if (base != null) {
            readable.add(base.file());
            files.put(base.reference(), base.file().toString());
        }
        Path checkpoint = from == null ? null : from.file().toRealPath();
        if (checkpoint != null) {
            readable.add(checkpoint);
        }
        beganAt = System.nanoTime();
        return LoneTrainer.start(
                launcher,
                new LoneTrainer.Place(directory.work(), readable, job.memoryBytes()),
                new ToTrainer.Start(
                        job.canonical(),
                        job.data().manifest(),
                        files,
                        directory.work().toRealPath().toString(),
                        threads,
                        machine.memoryBytes(),
                        checkpoint == null ? null : checkpoint.toString()));
    }

    private FromTrainer hear(LoneTrainer speaker, EnergyMeter.Reading energy, MetricsFile metrics)
            throws IOException, InterruptedException {
        FromTrainer last = null;
        for (FromTrainer said = speaker.next(); said != null; said = speaker.next()) {
            last = said;
            switch (said) {
                case FromTrainer.Started started -> keep(note.with(started.threads()));
                case FromTrainer.Measured measured -> {
                    show.measured(measured.progress(), metrics.add(measured.points()));
                    energy.soFar();
                }
                case FromTrainer.Logged logged ->
                    job.console().say("  " + logged.line().text());
                case FromTrainer.CheckpointWritten written -> {
                    directory.adopt(written.file(), written.step());
                    keep(note.with(spent(energy)));
                }
                case FromTrainer.Finished finished -> finish(finished, spent(energy));
                case FromTrainer.Stopped stopped -> keep(note.with(spent(energy)));
                case FromTrainer.Failed failed -> keep(note.with(spent(energy)));
                case FromTrainer.Predicted uncalledFor -> throw new IOException("The trainer predicted something.");
            }
        }
        if (last == null) {
            throw new IOException("The trainer said nothing.");
        }
        return last;
    }

    private void keep(RunNote now) throws IOException {
        note = now;
        directory.write(now);
    }

    /** The card is there before the model, which makes the run a finished one. */
    private void finish(FromTrainer.Finished finished, RunNote.Spent spent) throws IOException {
        keep(note.with(spent).with(new RunNote.Result(finished.step(), finished.evaluation())));
        directory.writeCard(Card.of(job, note, machine.description()));
        directory.finish(finished.model());
    }

    private RunNote.Spent spent(EnergyMeter.Reading energy) {
        EnergyUse use = energy.now();
        return before.plus(new RunNote.Spent((System.nanoTime() - beganAt) / 1e9, use == null ? 0 : use.wh()));
    }
}
