package org.commonwatt.worker.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;

/**
 * The service's routes that a worker calls. Each call is one try: whoever calls decides by {@link Retries} how long to
 * keep trying. All of them are safe to repeat, joining apart.
 */
public final class ServiceClient implements AutoCloseable {

    private static final Duration USUAL = Duration.ofSeconds(20);

    /** For what somebody waits for at a terminal. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Http http;
    private final ArtifactTransfer artifacts;

    /**
     * @param service the service's address, such as {@code http://127.0.0.1:8480}, without a slash at the end
     * @param token the node's token, or null before it joined
     */
    public ServiceClient(URI service, @Nullable String token) {
        this(service, token, bytes -> {});
    }

    /** @param traffic told the bytes of every body that is sent or comes; on any thread */
    public ServiceClient(URI service, @Nullable String token, LongConsumer traffic) {
        this(service, token, traffic, LONGEST_SILENCE);
    }

    /** @param longestSilence time without a byte after which a transfer is taken for dead */
    ServiceClient(URI service, @Nullable String token, LongConsumer traffic, Duration longestSilence) {
        this.http = new Http(service, token, traffic);
        this.artifacts = new ArtifactTransfer(http, longestSilence);
    }

    /** The service's address. */
    public URI service() {
        return http.service();
    }

    /** Trades a joining code for an identity; the code is used up. */
    public Joining.Joined join(Joining joining) throws ServiceException, InterruptedException {
        return http.require(post("/nodes", joining), Joining.Joined.class);
    }

    /**
     * Asks for work, waiting up to {@code request.waitSeconds()} for it.
     *
     * @param key the same key gets the same lease again
     * @throws ServiceAway also where a lease can't be said to be granted or not; ask again with the same key
     */
    public ClaimAnswer claim(LeaseRequest request, UUID key) throws ServiceException, InterruptedException {
        Duration within = USUAL.plusSeconds(request.waitSeconds());
        HttpRequest claim = body("/leases", "POST", request, within)
                .header("Idempotency-Key", key.toString())
                .build();
        Http.Answer<LeaseGrant> answer = http.exchange(claim, LeaseGrant.class);
        LeaseGrant grant = answer.body();
        return grant == null ? new ClaimAnswer.Nothing(answer.retryAfter()) : new ClaimAnswer.Granted(grant);
    }

    /** Renews all leases of the node. */
    public Renewal.Answer renew(Renewal renewal) throws ServiceException, InterruptedException {
        return http.require(put("/leases/renewal", renewal), Renewal.Answer.class);
    }

    /** Reports what a run did. */
    public Report.Answer report(UUID leaseId, Report report) throws ServiceException, InterruptedException {
        return http.require(post("/leases/" + leaseId + "/metrics", report), Report.Answer.class);
    }

    /** Makes an uploaded artifact the task's newest checkpoint. */
    public void commitCheckpoint(UUID leaseId, CheckpointCommit commit) throws ServiceException, InterruptedException {
        http.perform(post("/leases/" + leaseId + "/checkpoints", commit));
    }

    /** Ends a lease with a result; a repeat gets the stored answer. */
    public Completion.Answer complete(UUID leaseId, Completion completion)
            throws ServiceException, InterruptedException {
        return http.require(put("/leases/" + leaseId + "/completion", completion), Completion.Answer.class);
    }

    /** Gives a lease back unfinished. */
    public void release(UUID leaseId, Release release) throws ServiceException, InterruptedException {
        http.perform(post("/leases/" + leaseId + "/release", release));
    }

    /** How the service sees this node. */
    public NodeView self() throws ServiceException, InterruptedException {
        return http.require(http.request("/nodes/self", SHORT).GET().build(), NodeView.class);
    }

    /**
     * Uploads a file whose content has this SHA-256, going on where an earlier try ended.
     *
     * @param arrived told how many of its bytes the service has, or may have got by now
     */
    void upload(String sha256, Path file, LongConsumer arrived) throws ServiceException, InterruptedException {
        artifacts.upload(sha256, file, arrived);
    }

    /** Downloads an artifact into {@code part}, going on where an earlier try ended. The caller checks the hash. */
    void download(String sha256, long size, Path part) throws ServiceException, InterruptedException {
        artifacts.download(sha256, size, part);
    }

    private HttpRequest post(String path, Object body) {
        return body(path, "POST", body, USUAL).build();
    }

    private HttpRequest put(String path, Object body) {
        return body(path, "PUT", body, USUAL).build();
    }

    private HttpRequest.Builder body(String path, String method, Object body, Duration within) {
        BodyPublisher json = Http.json(body);
        return http.request(path, within)
                .header("Content-Type", "application/json")
                .method(method, json);
    }

    @Override
    public void close() {
        http.close();
    }
}
