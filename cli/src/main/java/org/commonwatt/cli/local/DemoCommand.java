package org.commonwatt.cli.local;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.dataset.Preparation;
import org.commonwatt.cli.dataset.Publishing;
import org.commonwatt.cli.job.Follower;
import org.commonwatt.cli.job.JobText;
import org.commonwatt.cli.job.ModelDownload;
import org.commonwatt.cli.job.SpecFile;
import org.commonwatt.cli.job.SpecSubmission;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Terminal;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.spec.DatasetRef;

@Command(
        name = "demo",
        description = {
            "Shows the whole line on this machine, from nothing to a trained model.",
            "Starts the service with an embedded database and one worker, publishes handwritten digits, submits"
                    + " examples/digits-cnn.yaml, follows it, shows what came out and what it cost, and serves until"
                    + " Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  commonwatt demo",
            "  commonwatt demo --exit --json",
            "  commonwatt demo --port 9000 --data /tmp/try"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final DatasetRef.Named DIGITS = new DatasetRef.Named("digits", 1);
    private static final String SPEC = "digits-cnn.yaml";

    private final Setting setting;
    private final Stages stages;

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--exit", description = "Stop everything after the summary; exit code 0 only if the job succeeded.")
    private boolean exit;

    @Mixin
    private JsonOption json = new JsonOption();

    public DemoCommand(Setting setting) {
        this.setting = setting;
        this.stages = new Stages(setting);
    }

    @Override
    public Integer call() {
        Terminal terminal = setting.terminal();
        try (Stack stack = Stack.open(setting, options)) {
            stack.startService();
            CompletableFuture<LocalDataset> digits = CompletableFuture.supplyAsync(() -> digits(stack));
            LocalWorker worker = new LocalWorker(stack, terminal::say);
            boolean joined = worker.hasJoined();
            if (joined) {
                worker.start();
            }
            Service service = stack.awaitService();
            stages.done("service", "answers at " + service.address() + ", database included");
            if (!joined) {
                Thread.ofVirtual().name("join").start(() -> join(worker, service));
            }
            LocalDataset dataset = result(digits);
            new Publishing(service, says -> {}).publish(dataset);
            stages.done(
                    "data",
                    dataset.ref() + " is published: " + dataset.manifest().title());

            DemoSummary summary = run(service, stack, dataset);
            terminal.say("");
            terminal.say(summary.text());
            if (json.wanted()) {
                terminal.json(summary.json());
            }
            if (!exit) {
                terminal.say(Greeting.of(stack));
                throw stack.serve();
            }
            return summary.job().state() == JobState.SUCCEEDED ? 0 : 1;
        }
    }

    private DemoSummary run(Service service, Stack stack, LocalDataset dataset) {
        Path spec = setting.installation().example(SPEC);
        JobView job =
                new SpecSubmission(service, stack.data(), setting.terminal()::say).submit(SpecFile.read(spec, spec));
        stages.done("job", job.name() + " is submitted as " + job.id());
        Follower follower = new Follower(setting);
        job = follower.follow(service, job.id());
        stages.done("training", job.state().toString());
        return new DemoSummary(
                job,
                job.model() == null ? null : fetchModel(service, stack, job),
                dataset,
                follower.firstMetricSeconds().orElse(null),
                stages,
                stack.address().url());
    }

    private LocalDataset digits(Stack stack) {
        return new Preparation(setting.installation(), stack.data(), setting.terminal()::say).prepare(DIGITS);
    }

    /** The job waits for a node, so this is no reason to stop following it. */
    private void join(LocalWorker worker, Service service) {
        try {
            worker.joinAndStart(service);
            stages.done("worker", "has joined");
        } catch (Failure failure) {
            setting.terminal().say("commonwatt: " + failure.sentence());
        }
    }

    private static Path fetchModel(Service service, Stack stack, JobView job) {
        UUID id = job.id();
        Path target = stack.data().models().resolve(job.name() + "-" + JobText.shortId(id) + ".safetensors");
        ModelDownload.fetch(service, job, target);
        return target;
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    private static Failure failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Failure failure) {
            return failure;
        }
        throw new IllegalStateException(cause);
    }
}
