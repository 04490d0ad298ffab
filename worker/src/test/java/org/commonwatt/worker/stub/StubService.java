package org.commonwatt.worker.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.artifact.UploadView;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;
import org.commonwatt.protocol.plan.PlanView;

/**
 * The worker's side of the service, in memory. It remembers every request that it answered well, and answers as told:
 * with the usual, with planned failures first, or (while away) not at all.
 */
public final class StubService implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> accepted = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();
    private final Map<String, Upload> unfinished = new ConcurrentHashMap<>();
    private final Deque<LeaseGrant> queue = new ArrayDeque<>();
    private final Map<String, LeaseGrant> grantsByKey = new ConcurrentHashMap<>();
    private final Map<String, Deque<Failure>> failures = new ConcurrentHashMap<>();
    private volatile Joining.@Nullable Joined joined;
    private final NodeView view = new NodeView(
            new UUID(0, 1),
            "tester",
            NodeView.State.WORKING,
            new Capability(
                    "linux", "amd64", "a test", 1, 1, "a test", false, 1, 1, List.of(), null, 0, null, 0, "test", null),
            new PlanView.IntensityView(480, null, "the world's average", null),
            Instant.EPOCH,
            Instant.EPOCH,
            new NodeView.RunningJob(new UUID(0, 2), "a-test"),
            3,
            null,
            null);
    private volatile boolean away;
    private final AtomicBoolean loseClaim = new AtomicBoolean();
    private volatile CountDownLatch uploads = new CountDownLatch(0);
    private volatile CountDownLatch claims = new CountDownLatch(0);
    private volatile boolean stale;
    private volatile Directive directive = Directive.CONTINUE;

    /** A request that was answered with success. */
    public record Request(String method, String path, Map<String, List<String>> headers, byte[] body) {

        /** The body as what it says. */
        public <T> T as(Class<T> type) {
            return Json.mapper().readValue(body, type);
        }

        /** The first value of a header; empty where there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** Whether its path ends so. */
        public boolean isTo(String end) {
            return path.endsWith(end);
        }
    }

    /** A planned answer instead of the usual one; without a problem, one that is none of the service's. */
    public record Failure(
            int status, @Nullable String problem, @Nullable String retryAfter) {}

    public StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/api/v1", this::answer);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Breaks every connection from now on, or no longer. */
    public void away(boolean nowAway) {
        away = nowAway;
    }

    /** Grants the next claim what there is, but breaks the connection instead of saying so. */
    public void loseNextClaimsAnswer() {
        loseClaim.set(true);
    }

    /** Lets uploads wait until told otherwise. */
    public void holdUploads(boolean hold) {
        uploads = hold ? new CountDownLatch(1) : release();
    }

    /** Lets claims wait until told otherwise, as the service does while it has no work. */
    public void holdClaims(boolean hold) {
        CountDownLatch before = claims;
        claims = new CountDownLatch(hold ? 1 : 0);
        before.countDown();
    }

    private CountDownLatch release() {
        uploads.countDown();
        return uploads;
    }

    /** Answers every write for a lease with lease-stale from now on. */
    public void stale() {
        stale = true;
    }

    /** What the next answers ask of the lease's holder. */
    public void direct(Directive next) {
        directive = next;
    }

    /** Answers the next request to a path that ends so with a failure; may be called several times. */
    public void failNext(String pathEnd, Failure failure) {
        failures.computeIfAbsent(pathEnd, none -> new ArrayDeque<>()).add(failure);
    }

    /** Hands this lease out to the next claim. */
    public synchronized void offer(LeaseGrant grant) {
        queue.add(grant);
    }

    /** What a machine that joins becomes. */
    public void joined(Joining.Joined identity) {
        joined = identity;
    }

    /** Stores bytes under a hash, which need not be theirs. */
    public void store(String sha256, byte[] bytes) {
        artifacts.put(sha256, bytes);
    }

    /** How many bytes of an upload that is not finished are here; 0 where there is none. */
    public int arrived(String sha256) {
        Upload upload = unfinished.get(sha256);
        return upload == null ? 0 : upload.bytes().size();
    }

    /** The stored bytes of a hash, or null. */
    public byte @Nullable [] stored(String sha256) {
        return artifacts.get(sha256);
    }

    /** Successful requests to paths that end so, in order of arrival. */
    public List<Request> to(String pathEnd) {
        return accepted.stream().filter(request -> request.isTo(pathEnd)).toList();
    }

    /** All successful requests, in order of arrival. */
    public List<Request> all() {
        return List.copyOf(accepted);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PATCH")) {
            append(exchange);
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        Request request = new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
        if (away) {
            exchange.close();
            return;
        }
        Failure failure = planned(request);
        if (failure != null) {
            problem(exchange, failure);
            return;
        }
        route(exchange, request);
    }

    private @Nullable Failure planned(Request request) {
        for (Map.Entry<String, Deque<Failure>> plan : failures.entrySet()) {
            if (request.isTo(plan.getKey())) {
                synchronized (this) {
                    return plan.getValue().poll();
                }
            }
        }
        return null;
    }

    private void route(HttpExchange exchange, Request request) throws IOException {
        boolean write = request.path().matches(".*/leases/[0-9a-f-]+/.*");
        if (stale && write) {
            problem(exchange, new Failure(409, "lease-stale", null));
        } else if (request.isTo("/upload")) {
            begin(exchange, request);
        } else if (request.path().contains("/artifacts/")) {
            artifact(exchange, request);
        } else if (request.isTo("/leases")) {
            accepted.add(request);
            await(claims);
            claim(exchange, request);
        } else {
            // What was asked is remembered before the answer goes out, so that a test which saw the answer finds it.
            accepted.add(request);
            Object answer = usual(request);
            send(
                    exchange,
                    answer == null ? 204 : 200,
                    answer == null ? null : Json.mapper().writeValueAsBytes(answer));
        }
    }

    private @Nullable Object usual(Request request) {
        if (request.isTo("/renewal")) {
            Renewal renewal = request.as(Renewal.class);
            return new Renewal.Answer(renewal.leases().stream()
                    .map(held ->
                            new Renewal.Renewed(held.id(), held.epoch(), null, stale ? Directive.STALE : directive))
                    .toList());
        }
        if (request.isTo("/nodes/self")) {
            return view;
        }
        if (request.isTo("/nodes")) {
            return joined;
        }
        if (request.isTo("/metrics")) {
            return new Report.Answer(directive);
        }
        if (request.isTo("/completion")) {
            return new Completion.Answer(JobState.SUCCEEDED);
        }
        return null;
    }

    private synchronized void claim(HttpExchange exchange, Request request) throws IOException {
        String key = request.header("Idempotency-Key");
        LeaseGrant grant = grantsByKey.get(key);
        if (grant == null && !queue.isEmpty()) {
            grant = queue.removeFirst();
            grantsByKey.put(key, grant);
        }
        if (loseClaim.getAndSet(false)) {
            exchange.close();
            return;
        }
        if (grant == null) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 204, null);
        } else {
            send(exchange, 200, Json.mapper().writeValueAsBytes(grant));
        }
    }

    private void begin(HttpExchange exchange, Request request) throws IOException {
        String sha256 = request.path().replaceAll(".*/artifacts/([^/]+)/upload", "$1");
        accepted.add(request);
        byte[] stored = artifacts.get(sha256);
        if (stored != null) {
            say(exchange, new UploadView(sha256, stored.length, stored.length, true, null));
            return;
        }
        long size = Long.parseLong(request.header(UploadView.LENGTH_HEADER));
        Upload upload = unfinished.computeIfAbsent(sha256, name -> new Upload(size, new ByteArrayOutputStream()));
        say(exchange, upload.view(sha256));
    }

    /** Keeps what it gets, also of a request that is cut. */
    private void append(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String sha256 = path.replaceAll(".*/artifacts/([^/]+)/upload", "$1");
        Request request = new Request("PATCH", path, exchange.getRequestHeaders(), new byte[0]);
        Upload upload = unfinished.get(sha256);
        Failure failure = planned(request);
        if (away || upload == null) {
            exchange.close();
            return;
        }
        if (failure != null) {
            problem(exchange, failure);
            return;
        }
        if (Long.parseLong(request.header(UploadView.OFFSET_HEADER))
                != upload.bytes().size()) {
            problem(exchange, new Failure(409, "wrong-offset", null));
            return;
        }
        accepted.add(request);
        exchange.getRequestBody().transferTo(upload.bytes());
        byte[] whole = upload.bytes().toByteArray();
        if (whole.length < upload.size()) {
            say(exchange, upload.view(sha256));
            return;
        }
        unfinished.remove(sha256);
        if (sha256(whole).equals(sha256)) {
            artifacts.put(sha256, whole);
            say(exchange, new UploadView(sha256, whole.length, whole.length, true, null));
        } else {
            problem(exchange, new Failure(422, "hash-mismatch", null));
        }
    }

    private record Upload(long size, ByteArrayOutputStream bytes) {
        UploadView view(String sha256) {
            return new UploadView(sha256, size, bytes.size(), false, null);
        }
    }

    private static void say(HttpExchange exchange, Object answer) throws IOException {
        send(exchange, 200, Json.mapper().writeValueAsBytes(answer));
    }

    private void artifact(HttpExchange exchange, Request request) throws IOException {
        String sha256 = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (request.method().equals("PUT")) {
            await(uploads);
            artifacts.put(sha256, request.body());
            accepted.add(request);
            send(
                    exchange,
                    201,
                    ("{\"sha256\":\"" + sha256 + "\",\"size\":" + request.body().length + "}")
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] bytes = artifacts.get(sha256);
        if (bytes == null) {
            problem(exchange, new Failure(404, "not-found", null));
            return;
        }
        String wanted = exchange.getRequestHeaders().getFirst("Accept");
        if (wanted == null || !wanted.contains("application/octet-stream")) {
            problem(exchange, new Failure(406, "not-acceptable", null));
            return;
        }
        accepted.add(request);
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, bytes);
        } else {
            int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
            send(exchange, 206, java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void problem(HttpExchange exchange, Failure failure) throws IOException {
        if (failure.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
        }
        byte[] body = "<p>What a proxy says.</p>".getBytes(StandardCharsets.UTF_8);
        if (failure.problem() != null) {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            body = ("{\"type\":\"urn:commonwatt:problem:" + failure.problem() + "\",\"title\":\"A planned failure\","
                            + "\"status\":" + failure.status() + ",\"detail\":\"planned: " + failure.problem() + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        send(exchange, failure.status(), body);
    }

    private static void send(HttpExchange exchange, int status, byte @Nullable [] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body == null || body.length == 0 ? -1 : body.length);
            if (body != null && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** SHA-256 of bytes, as artifacts are named. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
