package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseRequest;

/** Nodes that each hold a lease and report what their runs measure, over HTTP. */
final class Reporters implements AutoCloseable {

    /** What is reported of each step. */
    private static final List<String> NAMES = List.of("loss", "accuracy");

    private final List<Holder> holders = new ArrayList<>();

    Reporters(int port, int nodes) throws IOException {
        for (int node = 0; node < nodes; node++) {
            holders.add(new Holder(new Connection(port, World.token(node))));
        }
    }

    /** The job of the first of them. */
    String firstJob() {
        return holders.getFirst().job;
    }

    /** Points a second with so many in each report. */
    double run(int points, Duration time) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = new ArrayList<>();
            for (Holder holder : holders) {
                work.add(() -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        count += holder.report(points);
                    }
                    return count;
                });
            }
            long total = 0;
            for (Future<Long> count : threads.invokeAll(work)) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** The first of them reports alone until its job has so many points. */
    void fill(long points, int atOnce) throws IOException {
        Holder first = holders.getFirst();
        while (first.step * NAMES.size() < points) {
            first.report((int) Math.min(atOnce, points - first.step * NAMES.size()));
        }
    }

    @Override
    public void close() throws IOException {
        for (Holder holder : holders) {
            holder.connection.close();
        }
    }

    private static final class Holder {

        private final Connection connection;
        private final String lease;
        private final String job;
        private final String epoch;
        private long sequence;
        private long step;

        Holder(Connection connection) throws IOException {
            this.connection = connection;
            Connection.Answer answer = connection.send(
                    "POST",
                    "/api/v1/leases",
                    "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
                    Json.mapper().writeValueAsString(new LeaseRequest(World.offer(), 20)));
            if (answer.status() != 200) {
                throw new IllegalStateException("a claim was answered with " + answer);
            }
            lease = Workers.value(answer.body(), "\"id\":\"", '"');
            job = Workers.value(answer.body(), "\"jobId\":\"", '"');
            epoch = Workers.value(answer.body(), "\"epoch\":", ',');
        }

        /** Written by hand: the processors are for the service. */
        int report(int points) throws IOException {
            String now = java.time.Instant.now().toString();
            StringBuilder body = new StringBuilder(200 + 120 * points)
                    .append("{\"epoch\":")
                    .append(epoch)
                    .append(",\"sequence\":")
                    .append(++sequence)
                    .append(",\"points\":[");
            for (int i = 0; i < points; i++) {
                String name = NAMES.get(i % NAMES.size());
                step += i % NAMES.size() == 0 ? 1 : 0;
                body.append(i == 0 ? "" : ",")
                        .append("{\"step\":")
                        .append(step)
                        .append(",\"epoch\":")
                        .append(step / 1000.0)
                        .append(",\"name\":\"")
                        .append(name)
                        .append("\",\"split\":\"train\",\"value\":")
                        .append(value(step))
                        .append(",\"at\":\"")
                        .append(now)
                        .append("\"}");
            }
            body.append("],\"logs\":[],\"progress\":{\"step\":")
                    .append(step)
                    .append(",\"totalSteps\":100000000,\"epoch\":")
                    .append(step / 1000.0)
                    .append(",\"totalEpochs\":100000,\"samplesPerSecond\":500.0,\"loss\":")
                    .append(value(step))
                    .append(",\"accuracy\":null,\"at\":\"")
                    .append(now)
                    .append("\"}}");
            Connection.Answer answer =
                    connection.send("POST", "/api/v1/leases/" + lease + "/metrics", "", body.toString());
            if (answer.status() != 200) {
                throw new IllegalStateException("a report was answered with " + answer);
            }
            return points;
        }

        /** A curve that falls and jitters, with as many digits as real ones have. */
        private static String value(long step) {
            return String.format(Locale.ROOT, "%.15f", 2 / Math.sqrt(1 + step / 100.0) + Math.random() / 10);
        }
    }
}
