package org.commonwatt.cli.client;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.artifact.ArtifactView;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.Timeline;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.spec.DatasetRef;

/** The service's REST interface, one method for each route that the command line uses. */
public final class Service {

    /** A service that has just begun answers its first request slowly. */
    private static final Duration HEALTH_TIME = Duration.ofSeconds(5);

    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    /** Time without a byte after which a connection is taken for dead. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** What the service hashes in bytes/s at least, before it gives bytes out or says that it has them. */
    private static final long HASHED = 32 << 20;

    /** Time within which it has hashed the largest file. */
    private static final Duration HASHING_TIME = Duration.ofMinutes(15);

    private static final int PAGE = 200;

    private final Exchange exchange;
    private final Duration silence;

    public Service(URI address, @Nullable String key, Path keyFile) {
        this(new Exchange(address, key, keyFile));
    }

    Service(Exchange exchange) {
        this(exchange, SILENCE);
    }

    /** @param silence time without a byte after which a download is taken for dead */
    Service(Exchange exchange, Duration silence) {
        this.exchange = exchange;
        this.silence = silence;
    }

    /** Time within which the service has hashed a file of so many bytes. */
    static Duration hashing(long size) {
        return Duration.ofSeconds(size / HASHED);
    }

    /** Where the service is. */
    public URI address() {
        return exchange.address();
    }

    /** Whether the service answers and calls itself healthy. */
    public boolean healthy() {
        try {
            HttpRequest request =
                    exchange.to("/actuator/health").timeout(HEALTH_TIME).GET().build();
            return exchange.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (Unreachable e) {
            return false;
        }
    }

    /** {@code POST /plans}. */
    public PlanView plan(SpecText spec) {
        return exchange.json(post("/api/v1/plans", spec), PlanView.class);
    }

    /** {@code POST /jobs}; the same idempotency key never makes a second job. */
    public JobView submit(SpecText spec, UUID idempotencyKey) {
        HttpRequest request = exchange.to("/api/v1/jobs")
                .timeout(ANSWER_TIME)
                .header("Content-Type", spec.mediaType())
                .header("Idempotency-Key", idempotencyKey.toString())
                .POST(BodyPublishers.ofByteArray(spec.bytes()))
                .build();
        return exchange.json(request, JobView.class);
    }

    /** One job. */
    public JobView job(UUID id) {
        return exchange.json(get("/api/v1/jobs/" + id), JobView.class);
    }

    /** Why a job stands where it does. */
    public JobExplanation explanation(UUID id) {
        return exchange.json(get("/api/v1/jobs/" + id + "/explanation"), JobExplanation.class);
    }

    /** Where a job was, and why. */
    public Timeline timeline(UUID id) {
        return exchange.json(get("/api/v1/jobs/" + id + "/timeline"), Timeline.class);
    }

    /** A page of jobs, newest first. */
    public JobView.Page jobs(List<JobState> states, @Nullable String name, @Nullable String cursor, int limit) {
        List<String> query = new ArrayList<>();
        states.forEach(state -> query.add("state=" + state));
        if (name != null) {
            query.add("name=" + encoded(name));
        }
        if (cursor != null) {
            query.add("cursor=" + encoded(cursor));
        }
        query.add("limit=" + Math.min(limit, PAGE));
        return exchange.json(get("/api/v1/jobs?" + String.join("&", query)), JobView.Page.class);
    }

    /** A page of a job's log from after a line's number on. */
    public LogLine.Page logs(UUID job, long after) {
        return exchange.json(
                get("/api/v1/jobs/" + job + "/logs?after=" + after + "&limit=" + PAGE), LogLine.Page.class);
    }

    /** Asks for a job's end. */
    public JobView cancel(UUID job) {
        return exchange.json(put("/api/v1/jobs/" + job + "/cancellation"), JobView.class);
    }

    /** Has the node that works on a job make a checkpoint now. */
    public void requestCheckpoint(UUID job) {
        exchange.accepted(put("/api/v1/jobs/" + job + "/checkpoint-request"));
    }

    /** A job's model. The stream is the caller's to close. */
    public InputStream model(UUID job) {
        return download("/api/v1/jobs/" + job + "/model");
    }

    /** Stored bytes that the caller may use. The stream is the caller's to close. */
    public InputStream artifact(String sha256) {
        return download("/api/v1/artifacts/" + sha256);
    }

    /** A job's events from after an event's id on; null for all. The stream is the caller's to close. */
    InputStream events(UUID job, @Nullable String lastEventId) {
        HttpRequest.Builder request =
                exchange.to("/api/v1/jobs/" + job + "/events").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return stream(request.timeout(ANSWER_TIME).GET().build());
    }

    /** Donated machines that the caller may see. */
    public List<NodeView> nodes() {
        return exchange.json(get("/api/v1/nodes"), NodeView.Page.class).items();
    }

    /** Has a node hand back what it works on and take nothing new. */
    public NodeView drain(UUID node) {
        return exchange.json(put("/api/v1/nodes/" + node + "/drain"), NodeView.class);
    }

    /** Lets a drained node take work again. */
    public NodeView open(UUID node) {
        HttpRequest request = exchange.to("/api/v1/nodes/" + node + "/drain")
                .timeout(ANSWER_TIME)
                .DELETE()
                .build();
        return exchange.json(request, NodeView.class);
    }

    /** A fresh code with which one machine may join. */
    public Joining.Code joiningCode() {
        HttpRequest request = exchange.to("/api/v1/nodes/codes")
                .timeout(ANSWER_TIME)
                .POST(BodyPublishers.noBody())
                .build();
        return exchange.json(request, Joining.Code.class);
    }

    /** A receipt of what is at a path such as {@code /jobs/ID}; of a month, or of all time. */
    public Receipt receipt(String path, @Nullable YearMonth month) {
        String query = month == null ? "" : "?month=" + month;
        return exchange.json(get("/api/v1" + path + "/receipt" + query), Receipt.class);
    }

    /** A published dataset, if there is one of that name and version. */
    public Optional<DatasetView> dataset(DatasetRef.Named ref) {
        try {
            return Optional.of(
                    exchange.json(get("/api/v1/datasets/" + ref.name() + "/" + ref.version()), DatasetView.class));
        } catch (Refused refused) {
            if (refused.problem().status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** All published datasets that the caller may see. */
    public List<DatasetView> datasets() {
        return exchange.json(get("/api/v1/datasets"), DatasetView.Page.class).items();
    }

    /** Publishes a manifest whose files are there. */
    public DatasetView publish(DatasetManifest manifest) {
        HttpRequest request = exchange.to("/api/v1/datasets")
                .timeout(ANSWER_TIME)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(DatasetManifests.toJson(manifest))))
                .build();
        return exchange.json(request, DatasetView.class);
    }

    /**
     * Whether the caller may already use these bytes.
     *
     * @param size their number
     */
    public boolean hasArtifact(String sha256, long size) {
        HttpRequest request = exchange.to("/api/v1/artifacts/" + sha256)
                .timeout(ANSWER_TIME.plus(hashing(size)))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        return exchange.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Stores a file's bytes under their hash; a large file goes on where an earlier upload of it was cut off. */
    public ArtifactView upload(String sha256, Path file) {
        return new FileUpload(exchange).send(sha256, file);
    }

    private InputStream download(String path) {
        return new Watched(stream(exchange.to(path).timeout(HASHING_TIME).GET().build()), silence);
    }

    private InputStream stream(HttpRequest request) {
        HttpResponse<InputStream> answer = exchange.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        throw exchange.refusal(answer.statusCode(), Streams.start(answer.body()));
    }

    private HttpRequest get(String path) {
        return exchange.to(path).timeout(ANSWER_TIME).GET().build();
    }

    private HttpRequest put(String path) {
        return exchange.to(path)
                .timeout(ANSWER_TIME)
                .PUT(BodyPublishers.noBody())
                .build();
    }

    private HttpRequest post(String path, SpecText spec) {
        return exchange.to(path)
                .timeout(ANSWER_TIME)
                .header("Content-Type", spec.mediaType())
                .POST(BodyPublishers.ofByteArray(spec.bytes()))
                .build();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
