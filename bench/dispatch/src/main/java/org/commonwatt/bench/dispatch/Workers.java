package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseRequest;

/** Nodes that poll for work over HTTP and complete at once what they are given. */
final class Workers {

    /**
     * What they did.
     *
     * @param claimNanos how long each claim took that brought a lease, sorted
     */
    record Done(double livesPerSecond, long[] claimNanos) {

        /** The time in ms within which this share of the claims was answered. */
        double claimMillis(double share) {
            return claimNanos.length == 0
                    ? Double.NaN
                    : claimNanos[(int) Math.min(claimNanos.length - 1, Math.ceil(share * claimNanos.length) - 1)] / 1e6;
        }
    }

    private static final String ASK = Json.mapper().writeValueAsString(new LeaseRequest(World.offer(), 20));
    private static final String COMPLETION = """
            {"epoch":%s,"outcome":{"type":"trained","model":"%s","step":100,"evaluation":{"accuracy":0.9}}}""";

    private static final String POINT = """
            {"step":%d,"epoch":%s,"name":"loss","split":"train","value":%s,"at":"%s"}""";
    private static final String REPORT = """
            {"epoch":%s,"sequence":1,"progress":{"step":20,"totalSteps":100,"epoch":1.0,"totalEpochs":5,"samplesPerSecond":500.0,
             "loss":0.05,"accuracy":null,"at":"%s"},"points":[%s],"logs":[]}""";

    private Workers() {}

    /**
     * @param perSecond lives a second that they do not exceed together; 0 for no limit
     * @param reporting whether each life has a report with some points
     */
    static Done run(int port, int nodes, Duration time, double perSecond, boolean reporting) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                int number = node;
                work.add(() ->
                        poll(port, number, end, perSecond == 0 ? 0 : (long) (1e9 * nodes / perSecond), reporting));
            }
            List<Long> claims = new ArrayList<>();
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                claims.addAll(done.get());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Done(
                    claims.size() / seconds,
                    claims.stream().mapToLong(Long::longValue).sorted().toArray());
        }
    }

    private static List<Long> poll(int port, int node, long end, long pauseNanos, boolean reporting)
            throws IOException, InterruptedException {
        List<Long> claims = new ArrayList<>();
        String model = World.model(node);
        try (Connection connection = new Connection(port, World.token(node))) {
            long next = System.nanoTime() + (pauseNanos == 0 ? 0 : (long) (Math.random() * pauseNanos));
            while (System.nanoTime() < end) {
                if (pauseNanos > 0) {
                    Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                    next += pauseNanos;
                }
                long asked = System.nanoTime();
                Connection.Answer answer = connection.send(
                        "POST", "/api/v1/leases", "Idempotency-Key: " + UUID.randomUUID() + "\r\n", ASK);
                if (answer.status() == 200) {
                    claims.add(System.nanoTime() - asked);
                    if (reporting) {
                        report(connection, answer.body());
                    }
                    complete(connection, answer.body(), model);
                } else if (answer.status() != 204) {
                    throw new IllegalStateException("a claim was answered with " + answer);
                }
            }
        }
        return claims;
    }

    private static void report(Connection connection, String lease) throws IOException {
        String points = IntStream.rangeClosed(1, 20)
                .mapToObj(step -> POINT.formatted(step, step / 20.0, 1.0 / step, Instant.now()))
                .collect(Collectors.joining(","));
        Connection.Answer answer = connection.send(
                "POST",
                "/api/v1/leases/" + value(lease, "\"id\":\"", '"') + "/metrics",
                "",
                REPORT.formatted(value(lease, "\"epoch\":", ','), Instant.now(), points));
        if (answer.status() != 200) {
            throw new IllegalStateException("a report was answered with " + answer);
        }
    }

    private static void complete(Connection connection, String lease, String model) throws IOException {
        String id = value(lease, "\"id\":\"", '"');
        String epoch = value(lease, "\"epoch\":", ',');
        Connection.Answer answer =
                connection.send("PUT", "/api/v1/leases/" + id + "/completion", "", COMPLETION.formatted(epoch, model));
        if (answer.status() != 200 || !answer.body().contains("SUCCEEDED")) {
            throw new IllegalStateException("a completion was answered with " + answer);
        }
    }

    /** Without a parser, for the load's own sake; the id and the epoch of the lease come before any others. */
    static String value(String json, String before, char after) {
        int begin = json.indexOf(before) + before.length();
        return json.substring(begin, json.indexOf(after, begin));
    }
}
