package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.ContentCache;
import org.commonwatt.worker.client.Retries;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.lease.LeaseKeeper;
import org.commonwatt.worker.machine.DesignPower;
import org.commonwatt.worker.machine.DesignPowerMeter;
import org.commonwatt.worker.stub.FakeTrainer;
import org.commonwatt.worker.stub.StubService;

/** A run with a fake trainer process against a stub service, with clocks that are short enough to wait for. */
final class Rig implements AutoCloseable {

    static final byte[] DATA = "some examples".getBytes(StandardCharsets.UTF_8);
    static final Timings QUICK = new Timings(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    static final Capability CAPABILITY = new Capability(
            "linux", "amd64", "a test", 4, 40, "a test", false, 1 << 30, 1 << 30, List.of(), null, 1, null, 0, "test");

    final StubService service = new StubService();
    final Path data;
    private final Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), new Random(1));
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_test");
    private final LeaseKeeper keeper;
    private final Workplace place;

    Rig(Path data) throws IOException {
        this(data, QUICK, 8L << 30);
    }

    Rig(Path data, Timings timings, long memoryLimit) throws IOException {
        this.data = data;
        service.store(StubService.sha256(DATA), DATA);
        keeper = new LeaseKeeper(client, () -> CAPABILITY, backoff, new Random(2));
        Retries retries = new Retries(backoff);
        place = new Workplace(
                client,
                retries,
                new ContentCache(data.resolve("cache"), 1 << 20, client, retries, Clock.systemUTC()),
                keeper,
                new Workplace.Host(
                        new TrainerLauncher(
                                data.resolve("engine"),
                                FakeTrainer.class.getName(),
                                System.getProperty("java.class.path")),
                        new DesignPowerMeter(new DesignPower(40, 4, "a test")),
                        1,
                        memoryLimit,
                        Clock.systemUTC()),
                timings);
    }

    Workplace place() {
        return place;
    }

    Path runs() {
        return data.resolve("runs");
    }

    static ObjectNode spec(String behaviour) {
        return Json.mapper().createObjectNode().put("behaviour", behaviour);
    }

    static LeaseGrant grant(ObjectNode spec, LeaseGrant.@Nullable CheckpointRef checkpoint) {
        DatasetManifest dataset = new DatasetManifest(
                "few",
                1,
                "A few examples",
                null,
                "CC0-1.0",
                "made for a test",
                new DataFormat.Csv(List.of("x"), List.of("y"), ",", new Target.Numbers(1)),
                Map.of("train", new DatasetSplit(1, List.of(new DatasetFile("few.csv", StubService.sha256(DATA), (long)
                        DATA.length)))));
        return new LeaseGrant(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "a-test",
                7,
                Instant.now().plusSeconds(60),
                60,
                60,
                spec,
                dataset,
                256L << 20,
                checkpoint);
    }

    /** A run under way on a thread of its own. */
    record Started(Run run, RunFolder folder, CompletableFuture<RunEnd> end) {
        RunEnd await() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    Started start(String behaviour) throws IOException {
        return start(grant(spec(behaviour), null));
    }

    Started start(LeaseGrant grant) throws IOException {
        RunFolder folder = RunFolder.create(runs(), grant);
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
