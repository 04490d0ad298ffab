package org.commonwatt.chaos.check;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.commonwatt.chaos.check.Ledger.Grant;
import org.commonwatt.chaos.net.Exchange;

/**
 * Shows that the invariants can fail: damages what was found whole, each time in a transaction that is undone, and looks
 * whether it is noticed.
 */
final class Proof {

    private final Connection connection;

    /** A way to damage the database, and who should notice. */
    private record Damage(String what, String sql, Invariant witness) {}

    Proof(Connection connection) {
        this.connection = connection;
    }

    /** Names each damage that was noticed; one that was not is a violation. */
    List<String> noticed(Rows rows, Ledger ledger, Invariant storedBytes, Findings findings)
            throws SQLException, IOException {
        List<String> noticed = new ArrayList<>();
        List<Damage> damages = List.of(
                new Damage("a job that did not end", """
                        update job_state set state = 'QUEUED', finished_at = null, model_sha256 = null
                        where job_id = (select job_id from job_state where state = 'SUCCEEDED' limit 1)
                        """, new AllEnded(rows)),
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
                        delete from metric where job_id = (select job_id from job_state where state = 'SUCCEEDED' limit 1)
                        """, new Acknowledgements(rows, ledger)),
                new Damage("another spec than was submitted", """
                        update job set spec_text = 'another' where id = (select job_id from job_state limit 1)
                        """, new Acknowledgements(rows, ledger)));
        for (Damage damage : damages) {
            try (Statement statement = connection.createStatement()) {
                if (statement.executeUpdate(damage.sql()) > 0) {
                    require(damage.what(), damage.witness(), noticed, findings);
                }
            } finally {
                connection.rollback();
            }
        }
        Optional<Exchange> late = messageOfAnOlderLease(ledger);
        if (late.isPresent()) {
            require("a message of an older lease", new Fencing(rows, ledger.with(late.get())), noticed, findings);
        }
        return noticed;
    }

    private static void require(String damage, Invariant witness, List<String> noticed, Findings findings)
            throws SQLException, IOException {
        Findings after = new Findings();
        witness.check(after);
        findings.require(!after.violations().isEmpty(), "the check does not notice %s", damage);
        noticed.add(damage);
    }

    /** A report as the holder of a lease would have sent it after the next one was handed out. */
    private static Optional<Exchange> messageOfAnOlderLease(Ledger ledger) {
        Map<UUID, List<Grant>> grants = ledger.grants().stream().collect(Collectors.groupingBy(Grant::task));
        for (List<Grant> ofTask : grants.values()) {
            Grant first = ofTask.getFirst();
            Grant last = ofTask.getLast();
            if (first.epoch() < last.epoch()) {
                long sent = last.exchange().answeredNanos() + 1;
                return Optional.of(new Exchange(
                        sent,
                        sent + 1,
                        "proof",
                        Exchange.Origin.LATE,
                        "POST",
                        "/api/v1/leases/" + first.lease() + "/metrics",
                        null,
                        "{\"epoch\": " + first.epoch() + "}",
                        200,
                        null));
            }
        }
        return Optional.empty();
    }
}
