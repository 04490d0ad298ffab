package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseRequest;

/** What nodes cost that only wait: each holds a connection and a request that is answered when there is work, or after 50 s. */
public final class IdleBench {

    private static final String[] OPTIONS = {"-Xmx3500m", "-XX:+UseSerialGC", "--logging.level.org.commonwatt=WARN"};

    /** Connections that are made at once; the service's backlog is not what is measured. */
    private static final int AT_ONCE = 200;

    private static final int TASKS = 100;

    private static final String ASK = Json.mapper().writeValueAsString(new LeaseRequest(World.offer(), 50));

    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger leased = new AtomicInteger();
    private final CountDownLatch served = new CountDownLatch(TASKS);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private IdleBench() {}

    /** @param args the folder to work in, then {@code --nodes N}, {@code --seconds S} and {@code --quick} where wanted */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        boolean quick = options.contains("--quick");
        int nodes = Options.number(options, "--nodes", quick ? 1_000 : 10_000);
        int seconds = Options.number(options, "--seconds", quick ? 20 : 100);
        Path folder = Path.of(args[0]).toAbsolutePath();
        Figures figures = new Figures();
        try (Database database = Database.start(folder)) {
            String url = database.make("idle");
            World.prepare(database, url, nodes);
            database.execute(url, "vacuum analyze");
            try (Service service = Service.start(database, url, folder.resolve("service"), OPTIONS)) {
                new IdleBench().run(database, url, service, figures, nodes, Duration.ofSeconds(seconds));
            }
        }
        figures.end();
    }

    private void run(Database database, String url, Service service, Figures figures, int nodes, Duration time)
            throws Exception {
        Service.Memory without = service.memory();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Semaphore connecting = new Semaphore(AT_ONCE);
        for (int node = 0; node < nodes; node++) {
            String token = World.token(node);
            threads.execute(() -> poll(service.port(), token, connecting));
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (asking.get() < nodes && failure.get() == null && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        System.err.printf("%,d nodes wait; measuring for %d s%n", asking.get(), time.toSeconds());
        Thread.sleep(Duration.ofSeconds(10));
        check(nodes);

        Duration spent = service.cpu();
        Cpu before = Cpu.now(database.process());
        Thread.sleep(time);
        Cpu used = Cpu.now(database.process()).since(before);
        double cores = service.cpu().minus(spent).toNanos() / (double) time.toNanos();
        check(nodes);
        Service.Memory with = service.memory();
        long connections =
                database.number(url, "select count(*) from pg_stat_activity where backend_type = 'client backend'");

        World.queue(database, url, TASKS);
        long queued = System.nanoTime();
        if (!served.await(60, TimeUnit.SECONDS)) {
            System.err.println("not all tasks reached a node within a minute");
        }
        double millis = (System.nanoTime() - queued) / 1e6;
        threads.shutdownNow();

        figures.tell("nodes", nodes);
        figures.tell("service.cpuCores", cores);
        figures.tell("postgres.cpuCores", used.server() / 1e6 / time.toSeconds());
        figures.tell("service.residentMiB", with.residentMiB());
        figures.tell("service.heapMiB", with.heapMiB());
        figures.tell("service.heapKiBANode", (with.heapMiB() - without.heapMiB()) * 1024 / nodes);
        figures.tell("service.residentKiBANode", (with.residentMiB() - without.residentMiB()) * 1024 / nodes);
        figures.tell("postgres.connections", connections);
        figures.tell("tasks", leased.get());
        figures.tell("tasksServedWithinMs", millis);
        figures.want("tasks that reached a waiting node", leased.get(), TASKS);
    }

    private void check(int nodes) throws Exception {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        if (asking.get() < nodes) {
            throw new IllegalStateException("only " + asking.get() + " of " + nodes + " nodes wait");
        }
    }

    private void poll(int port, String token, Semaphore connecting) {
        try (Connection connection = connect(port, token, connecting)) {
            asking.incrementAndGet();
            while (!Thread.currentThread().isInterrupted()) {
                Connection.Answer answer = connection.send(
                        "POST", "/api/v1/leases", "Idempotency-Key: " + UUID.randomUUID() + "\r\n", ASK);
                if (answer.status() == 200) {
                    leased.incrementAndGet();
                    served.countDown();
                    return;
                }
                if (answer.status() != 204) {
                    throw new IllegalStateException("a claim was answered with " + answer);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (served.getCount() > 0) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private static Connection connect(int port, String token, Semaphore connecting)
            throws IOException, InterruptedException {
        connecting.acquire();
        try {
            return new Connection(port, token);
        } finally {
            connecting.release();
        }
    }
}
