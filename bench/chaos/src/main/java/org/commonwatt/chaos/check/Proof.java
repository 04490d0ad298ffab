package org.commonwatt.chaos.check;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.chaos.check.Ledger.Grant;
import org.commonwatt.chaos.check.Ledger.OfLease;
import org.commonwatt.chaos.net.Exchange;

/**
 * Shows that the invariants can fail: damages what was found whole, each time in a transaction that is undone, and looks
 * whether it is noticed.
 */
final class Proof {

    private final Connection connection;
    private final Rows rows;
    private final Ledger ledger;
    private final Invariant storedBytes;
    private final List<String> noticed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** A way to damage the database, and who should notice. */
    private record Damage(String what, String sql, Invariant witness) {}

    Proof(Connection connection, Rows rows, Ledger ledger, Invariant storedBytes) {
        this.connection = connection;
        this.rows = rows;
        this.ledger = ledger;
        this.storedBytes = storedBytes;
    }

    /** Each damage that was noticed. */
    List<String> noticed() {
        return noticed;
    }

    /** Each damage that this run gave no occasion to. */
    List<String> skipped() {
        return skipped;
    }

    /** Does all the damage; what is not noticed is a violation. */
    void show(Findings findings) throws SQLException, IOException {
        for (Damage damage : damages()) {
            try (Statement statement = connection.createStatement()) {
                if (statement.executeUpdate(damage.sql()) > 0) {
                    require(damage.what(), damage.witness(), findings);
                } else {
                    skipped.add(damage.what());
                }
            } finally {
                connection.rollback();
            }
        }
        Map<UUID, Attempt> attempts = Attempt.all(rows);
        fenced("a message of an older lease", older("metrics", grant -> true), findings);
        fenced(
                "an end that an older lease did not send before",
                older("release", grant -> isReleased(attempts.get(grant.lease()))),
                findings);
        fenced("a start from a checkpoint of nobody", startFromElsewhere(), findings);
    }

    private List<Damage> damages() {
        return List.of(
                new Damage("a job that did not end", """
                        update job_state set state = 'QUEUED', finished_at = null, model_sha256 = null
                        where job_id = (select job_id from job_state where state = 'SUCCEEDED' limit 1)
                        """, new AllEnded(rows, ledger)),
                new Damage("a cancellation that nobody asked for", """
                        update job_state set state = 'CANCELLED', model_sha256 = null
                        where job_id = (select job_id from job_state where state = 'SUCCEEDED' limit 1)
                        """, new AllEnded(rows, ledger)),
                new Damage("a second result of a task", """
                        update attempt set outcome = 'TRAINED', failure_kind = null, release_reason = null
                        where lease_id = (select lease_id from attempt join task on task.id = task_id
                                          where outcome <> 'TRAINED' and state = 'DONE' limit 1)
                        """, new OneResult(rows)),
                new Damage("a lost event", """
                        delete from job_event
                        where seq = (select max(seq) from job_event)
                        """, new EventLog(rows)),
                new Damage("a model with other bits", """
                        update job_state set model_sha256 = (select sha256 from dataset_file limit 1)
                        where job_id = (select job_id from job_state where state = 'SUCCEEDED'
                                        order by attempts desc, job_id desc limit 1)
                        """, new SameBits(rows)),
                new Damage("bytes that are missing", """
                        update artifact set size = size + 1 where sha256 = (select min(sha256) from artifact)
                        """, storedBytes),
                new Damage("a checkpoint of an older lease", """
                        update checkpoint set epoch = 0
                        where (task_id, step) = (select task_id, max(step) from checkpoint
                                                 group by task_id having count(*) > 1 limit 1)
                        """, new Fencing(rows, ledger)),
                new Damage("lost measurements", """
                        delete from metric where job_id = (select job_id from attempt where lease_id = '%s')
                        """.formatted(measuring()), new Acknowledgements(rows, ledger)),
                new Damage("another spec than was submitted", """
                        update job set spec_text = 'another' where id = (select job_id from job_state limit 1)
                        """, new Acknowledgements(rows, ledger)));
    }

    private void fenced(String damage, Optional<Exchange> exchange, Findings findings)
            throws SQLException, IOException {
        if (exchange.isPresent()) {
            require(damage, new Fencing(rows, ledger.with(exchange.get())), findings);
        } else {
            skipped.add(damage);
        }
    }

    private void require(String damage, Invariant witness, Findings findings) throws SQLException, IOException {
        Findings after = new Findings();
        witness.check(after);
        findings.require(!after.violations().isEmpty(), "the check does not notice %s", damage);
        noticed.add(damage);
    }

    /** A lease whose measurements were acknowledged, or one that there never was. */
    private UUID measuring() {
        return ledger.all().stream()
                .map(Ledger::ofLease)
                .filter(Objects::nonNull)
                .filter(message ->
                        message.isKeptReport() && !message.body().path("points").isEmpty())
                .map(OfLease::lease)
                .findFirst()
                .orElse(new UUID(0, 0));
    }

    private static boolean isReleased(@Nullable Attempt attempt) {
        return attempt != null && "RELEASED".equals(attempt.outcome());
    }

    /** A message as the holder of a lease would have sent it after the next one was handed out. */
    private Optional<Exchange> older(String kind, Predicate<Grant> condition) {
        Map<UUID, List<Grant>> grants = ledger.grants().stream().collect(Collectors.groupingBy(Grant::task));
        for (List<Grant> ofTask : grants.values()) {
            Grant last = ofTask.getLast();
            Optional<Grant> older = ofTask.stream()
                    .filter(grant -> grant.epoch() < last.epoch())
                    .filter(condition)
                    .findFirst();
            if (older.isPresent()) {
                long sent = last.exchange().answeredNanos() + 1;
                return Optional.of(new Exchange(
                        sent,
                        sent + 1,
                        "proof",
                        Exchange.Origin.LATE,
                        "POST",
                        "/api/v1/leases/" + older.get().lease() + "/" + kind,
                        null,
                        "{\"epoch\": " + older.get().epoch() + "}",
                        200,
                        null));
            }
        }
        return Optional.empty();
    }

    /** A lease handed out with the step of a checkpoint that was acknowledged, and with other bytes. */
    private Optional<Exchange> startFromElsewhere() {
        return ledger.grants().stream()
                .filter(grant -> grant.checkpoint() > 0)
                .findFirst()
                .map(grant -> {
                    Exchange exchange = grant.exchange();
                    JsonNode answer = Objects.requireNonNull(exchange.answer()).deepCopy();
                    ((ObjectNode) answer.path("checkpoint")).put("sha256", "0".repeat(64));
                    return new Exchange(
                            exchange.sentNanos(),
                            exchange.answeredNanos(),
                            exchange.link(),
                            exchange.origin(),
                            exchange.method(),
                            exchange.path(),
                            exchange.key(),
                            exchange.body(),
                            exchange.status(),
                            answer);
                });
    }
}
