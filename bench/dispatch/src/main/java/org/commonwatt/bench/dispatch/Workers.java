package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

    private Workers() {}

    /** @param perSecond lives a second that they do not exceed together; 0 for no limit */
    static Done run(int port, int nodes, Duration time, double perSecond) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                String token = World.token(node);
                work.add(() -> poll(port, token, end, perSecond == 0 ? 0 : (long) (1e9 * nodes / perSecond)));
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

    private static List<Long> poll(int port, String token, long end, long pauseNanos) throws IOException, InterruptedException {
        List<Long> claims = new ArrayList<>();
        try (Connection connection = new Connection(port, token)) {
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
                    complete(connection, answer.body());
                } else if (answer.status() != 204) {
                    throw new IllegalStateException("a claim was answered with " + answer);
                }
            }
        }
        return claims;
    }

    private static void complete(Connection connection, String lease) throws IOException {
        String id = value(lease, "\"id\":\"", '"');
        String epoch = value(lease, "\"epoch\":", ',');
        Connection.Answer answer = connection.send(
                "PUT", "/api/v1/leases/" + id + "/completion", "", COMPLETION.formatted(epoch, World.MODEL));
        if (answer.status() != 200 || !answer.body().contains("SUCCEEDED")) {
            throw new IllegalStateException("a completion was answered with " + answer);
        }
    }

    /** Without a parser, for the load's own sake; the id and the epoch of the lease come before any others. */
    private static String value(String json, String before, char after) {
        int begin = json.indexOf(before) + before.length();
        return json.substring(begin, json.indexOf(after, begin));
    }
}
