package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.worker.machine.DataRoot;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.run.TrainerLauncher;

/** Trains a spec on this machine, without any service. */
@Command(
        name = "commonwatt train",
        description = {
            "Trains a spec on this machine, without any service.",
            "DIR gets model.safetensors, metrics.jsonl, card.md, and checkpoint/ to go on from with --resume."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:trained", "1:failed", "2:wrong options", "130:stopped by Ctrl-C; --resume goes on"},
        footer = {
            "",
            "Examples:",
            "  commonwatt train examples/digits-mlp.yaml",
            "  commonwatt train job.yaml -o runs/first --threads 2",
            "  commonwatt train job.yaml -o runs/first --resume"
        })
public final class TrainCommand implements Callable<Integer> {

    private static final long LONGEST_GOODBYE_SECONDS = 60;

    /** What no shell reads as anything but a word. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}\\p{N}_@%+:,./-]+");

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "The spec, YAML or JSON.")
    @SuppressWarnings("NullAway.Init")
    private Path specFile;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "The run's folder. Default: the spec's name.")
    private @Nullable Path out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "CPU threads. Default: as the spec says, else tried out.")
    private @Nullable Integer threads;

    @Option(names = "--resume", description = "Go on with the run in DIR, from its newest checkpoint.")
    private boolean resume;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one JSON object as the last line of standard output.")
    private boolean json;

    public TrainCommand() {
        this(Console.ofProcess(System.getProperty("commonwatt.terminal", "")));
    }

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (threads != null && threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is 1 or more.");
        }
        try {
            return train();
        } catch (Trouble trouble) {
            return console.fail(trouble, json);
        } catch (IOException broken) {
            return console.fail(
                    new Trouble("A file that the run needs can't be used: " + FileTrouble.of(broken) + "."), json);
        }
    }

    private int train() throws Trouble, IOException, InterruptedException {
        Path root = DataRoot.of(data);
        LocalJob job = LocalJob.read(specFile, root, console);
        requireThreads(job);
        RunDirectory directory =
                new RunDirectory((out == null ? Path.of(job.spec().name()) : out)
                        .toAbsolutePath()
                        .normalize());
        if (directory.isFinished()) {
            return train(job, directory, root); // which changes nothing, and needs no right to
        }
        try (FileChannel claimed = directory.claim()) {
            return train(job, directory, root);
        }
    }

    private int train(LocalJob job, RunDirectory directory, Path root)
            throws Trouble, IOException, InterruptedException {
        RunNote fresh = job.note();
        RunNote found = directory.note();
        requireSameRun(directory, fresh, found);
        if (directory.isFinished() && found != null) {
            console.say("This run is finished already; nothing was changed. Its model is " + directory.model() + ".");
            return report(Ended.FINISHED, directory, found, false);
        }
        RunNote note = found == null ? fresh : found;
        directory.write(note);
        Machine machine = Machine.probe(directory.path());
        requireMemory(job, machine);
        RunDirectory.Checkpoint from = directory.newestCheckpoint().orElse(null);
        requireSameThreads(from, note);
        console.say((from == null ? "Training " : "Going on with ") + job.spec().name() + " on " + machine.description()
                + (from == null ? "" : " from step " + from.step()) + ": "
                + job.plan().parameters() + " parameters, "
                + job.plan().steps() + " steps.");
        Show show = new Show(console, job.spec().dataset().evaluation());
        LocalTraining training = new LocalTraining(job, directory, machine, show, note);
        TrainerLauncher launcher = new TrainerLauncher(root.resolve("worker").resolve("engine"));
        CountDownLatch ended = new CountDownLatch(1);
        Thread goodbye = new Thread(() -> stopAndWait(training, ended), "stop");
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            return end(training.train(launcher, from, threads), directory, training, show);
        } finally {
            ended.countDown();
        }
    }

    /** Runs when the process is told to end: what the run's thread prints then is still printed. */
    private static void stopAndWait(LocalTraining training, CountDownLatch ended) {
        training.stop();
        try {
            ended.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private int end(FromTrainer last, RunDirectory directory, LocalTraining training, Show show)
            throws Trouble, IOException {
        if (last instanceof FromTrainer.Finished) {
            show.curves();
            return report(Ended.FINISHED, directory, training.note(), true);
        }
        if (last instanceof FromTrainer.Stopped stopped) {
            console.say("Stopped after step " + stopped.step() + ". To go on: " + toGoOn(directory));
            report(Ended.STOPPED, directory, training.note(), true);
            return 130;
        }
        String message = last instanceof FromTrainer.Failed failed ? failed.message() : "The trainer ended.";
        String more = directory.newestCheckpoint().isPresent()
                ? " The newest checkpoint is kept; --resume goes on from there."
                : "";
        throw new Trouble(message + more);
    }

    /** The command as one types it into a shell. */
    private String toGoOn(RunDirectory directory) {
        List<String> words = new ArrayList<>(List.of(
                "commonwatt",
                "train",
                specFile.toString(),
                "-o",
                directory.path().toString()));
        if (data != null) {
            words.addAll(List.of("--data", data.toString()));
        }
        words.add("--resume");
        return words.stream().map(TrainCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private int report(Ended how, RunDirectory directory, RunNote note, boolean changed) {
        RunNote.Result result = note.result();
        if (how == Ended.FINISHED && result != null && changed) {
            console.result("Trained in " + Chart.number(note.spent().seconds()) + " s with " + note.threads()
                    + " threads, about " + Chart.number(note.spent().wattHours()) + " Wh (tier D, ±50 %): "
                    + Show.text(result.evaluation()) + "\n" + directory.model());
        }
        if (json) {
            console.json(new Report(
                    how.name().toLowerCase(java.util.Locale.ROOT),
                    changed,
                    directory.path().toString(),
                    how == Ended.FINISHED ? directory.model().toString() : null,
                    result == null ? null : result.step(),
                    result == null ? Map.of() : result.evaluation(),
                    note.threads(),
                    note.spent()));
        }
        return 0;
    }

    private void requireThreads(LocalJob job) throws Trouble {
        Integer ofSpec = job.spec().training().threads();
        if (threads != null && ofSpec != null && !threads.equals(ofSpec)) {
            throw new Trouble("The spec says " + ofSpec
                    + " threads, which is part of what it trains; leave --threads out" + " or change the spec.");
        }
    }

    private void requireSameThreads(RunDirectory.@Nullable Checkpoint from, RunNote note) throws Trouble {
        if (from != null && threads != null && threads != note.threads()) {
            throw new Trouble("The run's checkpoint was made with " + note.threads()
                    + (note.threads() == 1 ? " thread" : " threads")
                    + ", which is part of what it trains; leave --threads out to go on with it, or train into another"
                    + " folder with -o.");
        }
    }

    private void requireSameRun(RunDirectory directory, RunNote fresh, @Nullable RunNote found) throws Trouble {
        if (found == null) {
            if (directory.isFinished()) {
                throw new Trouble(directory.path() + " holds a model already; train into another folder with -o.");
            }
            return;
        }
        if (!resume) {
            throw new Trouble(directory.path() + " holds a run already: --resume goes on with it, -o DIR trains into"
                    + " another folder.");
        }
        if (!found.hasBaseOf(fresh) && found.spec().equals(fresh.spec())) {
            throw new Trouble(directory.path() + " holds a run that began with other bytes of "
                    + fresh.spec().path("model").path("from").asString() + " (SHA-256 " + found.base() + ", now "
                    + fresh.base() + "). Put the model back that it began with, or train into another folder with -o.");
        }
        if (!found.isOf(fresh)) {
            throw new Trouble(directory.path() + " holds a run of another spec or other data, which can't go on with"
                    + " this one; train into another folder with -o.");
        }
    }

    private static void requireMemory(LocalJob job, Machine machine) throws Trouble {
        if (job.memoryBytes() > machine.memoryBytes()) {
            throw new Trouble("The run would need about " + (job.memoryBytes() >> 20)
                    + " MiB of memory, and this machine"
                    + " has " + (machine.memoryBytes() >> 20) + " MiB. A smaller batchSize, with accumulation in its"
                    + " place, needs less.");
        }
    }

    private enum Ended {
        FINISHED,
        STOPPED
    }

    /** What {@code --json} prints. */
    private record Report(
            String state,
            boolean changed,
            String directory,
            @Nullable String model,
            @Nullable Long step,
            Map<String, Double> evaluation,
            int threads,
            RunNote.Spent spent) {}
}
