package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.ContentCache;
import org.commonwatt.worker.client.Retries;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.lease.LeaseKeeper;
import org.commonwatt.worker.machine.DesignPower;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.stub.FakeTrainer;
import org.commonwatt.worker.stub.StubService;

/** A run with a fake trainer process against a stub service, with clocks that are short enough to wait for. */
final class Rig implements AutoCloseable {

    static final Timings QUICK = new Timings(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1));

    static final Capability CAPABILITY = new Capability(
            "linux", "amd64", "a test", 4, 40, "a test", false, 1 << 30, 1 << 30, List.of(), null, 1, null, 0, "test",
            null);

    final StubService service = new StubService();
    final Path data;
    /** Whether the owner lets anything more be moved today. */
    volatile boolean transferLeft = true;

    private final Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), new Random(1));
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_test");
    private final LeaseKeeper keeper;
    private final Workplace place;

    Rig(Path data) throws IOException {
        this(data, QUICK, 8L << 30);
    }

    Rig(Path data, Timings timings, long memoryLimit) throws IOException {
        this(
                data,
                timings,
                new Workplace.Lent(1, 0, memoryLimit, 1L << 30, true),
                new TrainerLauncher(
                        data.resolve("engine"), FakeTrainer.class.getName(), System.getProperty("java.class.path")));
    }

    /** Unpacks the engine anew, as a fresh machine does. */
    static Rig withRealTrainer(Path data) throws IOException {
        return new Rig(
                data,
                Timings.USUAL,
                new Workplace.Lent(1, 0, 8L << 30, 1L << 30, true),
                new TrainerLauncher(data.resolve("engine")));
    }

    Rig(Path data, Timings timings, Workplace.Lent lent, TrainerLauncher launcher) {
        this.data = data;
        service.store(StubService.sha256(Grants.DATA), Grants.DATA);
        keeper = new LeaseKeeper(client, () -> CAPABILITY, backoff, new Random(2));
        Retries retries = new Retries(backoff);
        place = new Workplace(
                client,
                retries,
                new ContentCache(
                        data.resolve("cache"),
                        new ContentCache.Bounds(() -> 1 << 20, bytes -> transferLeft),
                        client,
                        retries,
                        Clock.systemUTC()),
                keeper,
                new Workplace.Host(
                        launcher,
                        MachineMeter.modelled(new DesignPower(40, 4, "a test")),
                        () -> lent,
                        bytes -> transferLeft,
                        Clock.systemUTC()),
                timings);
    }

    Workplace place() {
        return place;
    }

    Path runs() {
        return data.resolve("runs");
    }

    /** A run under way on a thread of its own. */
    record Started(Run run, RunFolder folder, CompletableFuture<RunEnd> end) {
        RunEnd await() throws Exception {
            return end.get(90, TimeUnit.SECONDS);
        }
    }

    Started start(String behaviour) throws IOException {
        return start(Grants.grant(Grants.spec(behaviour), null));
    }

    Started start(LeaseGrant grant) throws IOException {
        return start(grant, RunFolder.create(runs(), grant));
    }

    /** Works on what an earlier life of the worker left. */
    Started start(LeaseGrant grant, RunFolder folder) throws IOException {
        Run run = new Run(grant, folder, place);
        CompletableFuture<RunEnd> end = new CompletableFuture<>();
        Thread.ofPlatform().name("run").daemon().start(() -> {
            try {
                end.complete(run.work());
            } catch (Throwable failure) {
                end.completeExceptionally(failure);
            }
        });
        return new Started(run, folder, end);
    }

    @Override
    public void close() {
        keeper.close();
        client.close();
        service.close();
    }
}
