package org.commonwatt.api.lease;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.OwnerLimit;

/** A machine that takes leases and writes for them, as a worker does. */
record Holder(Machine machine, Capability capability) {

    private static final String LEASES = "/api/v1/leases";

    UUID id() {
        return machine.id();
    }

    Http http() {
        return machine.http();
    }

    /** Asks for work under a fresh key and does not wait. */
    Answer ask() {
        return ask(UUID.randomUUID().toString(), 0);
    }

    Answer ask(String key, int waitSeconds) {
        return http().with("Idempotency-Key", key).post(LEASES, new LeaseRequest(capability, waitSeconds));
    }

    /** Asks for work and fails unless there is some. */
    LeaseGrant take() {
        Answer answer = ask();
        if (answer.status() != 200) {
            throw new AssertionError("no lease: " + answer.status() + " " + answer.text());
        }
        return answer.as(LeaseGrant.class);
    }

    Renewal.Renewed renew(LeaseGrant lease) {
        return renew(lease, 0);
    }

    Renewal.Renewed renew(LeaseGrant lease, long step) {
        Renewal renewal = new Renewal(null, List.of(new Renewal.Held(lease.id(), lease.epoch(), step)));
        return http().put(LEASES + "/renewal", renewal)
                .as(Renewal.Answer.class)
                .leases()
                .getFirst();
    }

    /** Says that its owner keeps it from work, as a worker without leases does. */
    void tell(OwnerLimit.Kind kind, @Nullable Instant until) {
        tell(capability.limitedBy(new OwnerLimit(kind, until)));
    }

    /** Says that it is there, without asking for work. */
    void tell(Capability now) {
        Answer answer = http().put(LEASES + "/renewal", new Renewal(now, List.of()));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    Answer report(LeaseGrant lease, long sequence, MetricPoint... points) {
        return report(lease, sequence, null, points);
    }

    Answer report(LeaseGrant lease, long sequence, @Nullable EnergyUse energy, MetricPoint... points) {
        long step = points.length == 0 ? 0 : points[points.length - 1].step();
        Progress progress = new Progress(step, 100, 0.1, 2, 10.0, 0.5, null, Instant.now());
        List<LogLine> logs = List.of(new LogLine(Instant.now(), "INFO", "report " + sequence));
        return http().post(
                        path(lease, "metrics"),
                        new Report(lease.epoch(), sequence, progress, List.of(points), logs, energy));
    }

    Answer commit(LeaseGrant lease, long step, String sha256) {
        return http().post(path(lease, "checkpoints"), new CheckpointCommit(lease.epoch(), step, sha256));
    }

    Answer trained(LeaseGrant lease, String model) {
        return trained(lease, model, null);
    }

    Answer trained(LeaseGrant lease, String model, @Nullable EnergyUse energy) {
        var outcome = new Completion.Outcome.Trained(model, 4, Map.of("accuracy", 0.75));
        return http().put(path(lease, "completion"), new Completion(lease.epoch(), outcome, energy));
    }

    Answer failed(LeaseGrant lease, FailureKind kind, String message) {
        var outcome = new Completion.Outcome.Failed(kind, message);
        return http().put(path(lease, "completion"), new Completion(lease.epoch(), outcome, null));
    }

    Answer release(LeaseGrant lease, Release.Reason reason) {
        return http().post(path(lease, "release"), new Release(lease.epoch(), reason, null));
    }

    /** Uploads bytes as a worker does; answers with their SHA-256. */
    String upload(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String sha256 = TestDatasets.sha256(bytes);
        Answer answer = http().putBytes("/api/v1/artifacts/" + sha256, bytes);
        if (answer.status() != 201 && answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return sha256;
    }

    static MetricPoint loss(long step, double value) {
        return new MetricPoint(step, step / 2.0, "loss", "train", value, Instant.now());
    }

    static EnergyUse energy(double wh) {
        return new EnergyUse(wh, null, null, EnergyUse.Tier.D, 0.5, 10, "a test's figure");
    }

    private static String path(LeaseGrant lease, String what) {
        return LEASES + "/" + lease.id() + "/" + what;
    }
}
