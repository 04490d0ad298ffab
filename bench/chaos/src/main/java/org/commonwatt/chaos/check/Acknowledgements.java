package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.check.Ledger.OfLease;
import org.commonwatt.chaos.net.Exchange;

import static java.util.Objects.requireNonNull;

/** What the service answered with 2xx is there: jobs, cancellations, leases, measurements, results. */
final class Acknowledgements implements Invariant {

    private final Rows rows;
    private final Ledger ledger;
    private final Map<UUID, Job> jobs = new HashMap<>();
    private final Map<Place, Measured> metrics = new HashMap<>();
    private final Set<Line> lines = new HashSet<>();
    private final Map<String, String> jobOfKey = new HashMap<>();
    private final Map<UUID, List<OfLease>> reports;

    private record Job(
            String state, String specText, @Nullable String model) {}

    private record Place(UUID job, String name, String split, long step) {

        static Place of(UUID job, JsonNode point) {
            return new Place(
                    job,
                    point.path("name").asString(),
                    point.path("split").asString(),
                    point.path("step").asLong());
        }
    }

    private record Measured(double value, long epoch) {}

    private record Line(UUID job, String text) {}

    Acknowledgements(Rows rows, Ledger ledger) {
        this.rows = rows;
        this.ledger = ledger;
        this.reports = ledger.all().stream()
                .map(Ledger::ofLease)
                .filter(Objects::nonNull)
                .filter(message -> message.kind().equals("metrics"))
                .collect(Collectors.groupingBy(OfLease::lease));
    }

    @Override
    public void check(Findings findings) throws SQLException {
        read();
        Map<UUID, Attempt> attempts = Attempt.all(rows);
        for (Ledger.Grant grant : ledger.grants()) {
            Attempt attempt = attempts.get(grant.lease());
            findings.require(
                    attempt != null && attempt.epoch() == grant.epoch(),
                    "lease %s with epoch %d was handed out and is not known",
                    grant.lease(),
                    grant.epoch());
        }
        for (Exchange exchange : ledger.acknowledged()) {
            OfLease message = Ledger.ofLease(exchange);
            if (message != null) {
                Attempt attempt = attempts.get(message.lease());
                findings.require(attempt != null, "lease %s took a message and is not known", message.lease());
                if (attempt != null) {
                    ofLease(message, attempt, findings);
                }
            } else if (exchange.path().equals("/api/v1/jobs")) {
                submission(exchange, findings);
            } else {
                UUID calledOff = Ledger.calledOff(exchange);
                if (calledOff != null) {
                    cancellation(calledOff, exchange, findings);
                }
            }
        }
    }

    private void submission(Exchange exchange, Findings findings) {
        String id = requireNonNull(exchange.answer()).path("id").asString();
        Job job = jobs.get(UUID.fromString(id));
        findings.saw("acknowledged submissions");
        findings.require(
                job != null && job.specText().equals(exchange.body()), "job %s was accepted and is not there", id);
        if (exchange.key() != null) {
            String first = jobOfKey.putIfAbsent(exchange.key(), id);
            findings.require(
                    first == null || first.equals(id), "the key %s made two jobs: %s, %s", exchange.key(), first, id);
        }
    }

    private void cancellation(UUID id, Exchange exchange, Findings findings) {
        String state = requireNonNull(exchange.answer()).path("state").asString();
        Job job = jobs.get(id);
        findings.saw("acknowledged cancellations");
        findings.require(
                job != null && job.state().equals(state),
                "job %s was %s and is %s now",
                id,
                state,
                job == null ? "gone" : job.state());
    }

    private void ofLease(OfLease message, Attempt attempt, Findings findings) {
        switch (message.kind()) {
            case "metrics" -> report(message, attempt, findings);
            case "completion" -> completion(message, attempt, findings);
            case "release" -> {
                findings.saw("acknowledged releases");
                findings.require(
                        attempt.outcome() != null, "lease %s was given back and has not ended", message.lease());
            }
            default -> findings.saw("acknowledged " + message.kind());
        }
    }

    private void report(OfLease message, Attempt attempt, Findings findings) {
        if (!message.isKeptReport()) {
            return;
        }
        for (JsonNode point : message.body().path("points")) {
            Place place = Place.of(attempt.job(), point);
            Measured stored = metrics.get(place);
            findings.saw("acknowledged points");
            findings.require(
                    stored != null
                            && (stored.epoch() > message.epoch()
                                    || stored.epoch() == message.epoch()
                                            && isMeasuredSince(message, place, stored.value())),
                    "%s of epoch %d is stored as %s",
                    place,
                    message.epoch(),
                    stored);
        }
        for (JsonNode line : message.body().path("logs")) {
            findings.saw("acknowledged lines");
            findings.require(
                    lines.contains(new Line(attempt.job(), line.path("text").asString())),
                    "a line of job %s is not there: %s",
                    attempt.job(),
                    line.path("text").asString());
        }
    }

    /**
     * Whether a report, or one after it, says so of a place: a later lease that came by the same step has measured it anew, and
     * so has the same one where its trainer was started again.
     */
    private boolean isMeasuredSince(OfLease message, Place place, double value) {
        return reports.getOrDefault(message.lease(), List.of()).stream()
                .filter(report -> report.epoch() == message.epoch() && sequence(report) >= sequence(message))
                .flatMap(report -> report.body().path("points").valueStream())
                .anyMatch(
                        point -> point.path("value").asDouble() == value && place.equals(Place.of(place.job(), point)));
    }

    private static long sequence(OfLease report) {
        return report.body().path("sequence").asLong();
    }

    private void completion(OfLease message, Attempt attempt, Findings findings) {
        String answered =
                requireNonNull(message.exchange().answer()).path("job").asString();
        JsonNode outcome = message.body().path("outcome");
        Job job = requireNonNull(jobs.get(attempt.job()));
        findings.saw("acknowledged completions");
        findings.require(attempt.outcome() != null, "lease %s was completed and has not ended", message.lease());
        if (answered.equals("SUCCEEDED")) {
            findings.require(
                    job.state().equals("SUCCEEDED")
                            && outcome.path("model").asString().equals(job.model()),
                    "the model %s of job %s was taken, but the job is %s with model %s",
                    outcome.path("model").asString(),
                    attempt.job(),
                    job.state(),
                    job.model());
        }
    }

    private void read() throws SQLException {
        rows.list(
                "select id, state, spec_text, model_sha256 from job join job_state on job_id = id",
                row -> jobs.put(
                        row.getObject("id", UUID.class),
                        new Job(
                                row.getString("state"),
                                row.getString("spec_text"),
                                Rows.hex(row.getBytes("model_sha256")))));
        rows.list(
                "select job_id, name, split, step, value, lease_epoch from metric",
                row -> metrics.put(
                        new Place(
                                row.getObject("job_id", UUID.class),
                                row.getString("name"),
                                row.getString("split"),
                                row.getLong("step")),
                        new Measured(row.getDouble("value"), row.getLong("lease_epoch"))));
        rows.list(
                "select job_id, text from job_log",
                row -> lines.add(new Line(row.getObject("job_id", UUID.class), row.getString("text"))));
    }
}
