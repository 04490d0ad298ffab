package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.commonwatt.chaos.check.Ledger.Grant;
import org.commonwatt.chaos.check.Ledger.OfLease;
import org.commonwatt.chaos.net.Exchange;

/**
 * Once a lease of a task was handed out, nothing is taken for an older one, except that a lease that had ended by a message
 * gets the same answer to the same message. And whoever gets a lease is given every checkpoint that was acknowledged before.
 */
final class Fencing implements Invariant {

    private static final Set<String> ENDED_BY_MESSAGE = Set.of("TRAINED", "FAILED", "RELEASED", "CANCELLED");

    private final Rows rows;
    private final Ledger ledger;

    Fencing(Rows rows, Ledger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    /** When a lease was first known to have been handed out. */
    private record Handed(long epoch, long answeredNanos) {}

    /** A checkpoint that was acknowledged. */
    private record Committed(long step, long answeredNanos) {}

    @Override
    public void check(Findings findings) throws SQLException {
        Map<UUID, Attempt> attempts = Attempt.all(rows);
        Map<UUID, List<Handed>> handed = new HashMap<>();
        for (Grant grant : ledger.grants()) {
            handed.computeIfAbsent(grant.task(), task -> new java.util.ArrayList<>())
                    .add(new Handed(grant.epoch(), grant.exchange().answeredNanos()));
        }
        Map<UUID, List<Committed>> committed = new HashMap<>();
        for (Exchange exchange : ledger.all()) {
            OfLease message = Ledger.ofLease(exchange);
            Attempt attempt = message == null ? null : attempts.get(message.lease());
            if (message == null || attempt == null) {
                continue;
            }
            if (isFenced(exchange, attempt, handed)) {
                findings.saw("messages of older leases");
                findings.require(
                        !exchange.isAcknowledged()
                                || isRepeatedEnd(message, attempt)
                                || isRepeatedCommit(exchange, message, attempt, handed),
                        "a %s of lease %s with epoch %d was taken after a newer lease was handed out",
                        message.kind(),
                        message.lease(),
                        message.epoch());
            }
            if (exchange.isAcknowledged() && message.kind().equals("checkpoints")) {
                committed
                        .computeIfAbsent(attempt.task(), task -> new java.util.ArrayList<>())
                        .add(new Committed(message.body().path("step").asLong(), exchange.answeredNanos()));
            }
        }
        resumesFromNewest(findings, committed);
        epochsGrowWithSteps(findings);
    }

    private static boolean isFenced(Exchange exchange, Attempt attempt, Map<UUID, List<Handed>> handed) {
        return handed.getOrDefault(attempt.task(), List.of()).stream()
                .anyMatch(newer -> newer.epoch() > attempt.epoch() && newer.answeredNanos() < exchange.sentNanos());
    }

    private static boolean isRepeatedEnd(OfLease message, Attempt attempt) {
        return (message.kind().equals("completion") || message.kind().equals("release"))
                && attempt.outcome() != null
                && ENDED_BY_MESSAGE.contains(attempt.outcome());
    }

    /** A commit that was sent in time may be sent again: it is answered as before, and changes nothing. */
    private boolean isRepeatedCommit(
            Exchange exchange, OfLease message, Attempt attempt, Map<UUID, List<Handed>> handed) {
        return message.kind().equals("checkpoints")
                && ledger.all().stream()
                        .filter(other ->
                                other.path().equals(exchange.path()) && Objects.equals(other.body(), exchange.body()))
                        .filter(other -> other.isAcknowledged() || other.status() == 0)
                        .anyMatch(other -> !isFenced(other, attempt, handed));
    }

    private void resumesFromNewest(Findings findings, Map<UUID, List<Committed>> committed) {
        for (Grant grant : ledger.grants()) {
            long newest = committed.getOrDefault(grant.task(), List.of()).stream()
                    .filter(checkpoint ->
                            checkpoint.answeredNanos() < grant.exchange().sentNanos())
                    .mapToLong(Committed::step)
                    .max()
                    .orElse(0);
            findings.saw("grants");
            findings.require(
                    grant.checkpoint() >= newest,
                    "lease %s goes on from step %d though a checkpoint of step %d was acknowledged before",
                    grant.lease(),
                    grant.checkpoint(),
                    newest);
        }
    }

    /** A run goes on from the newest checkpoint, so that a later step can't be an older lease's. */
    private void epochsGrowWithSteps(Findings findings) throws SQLException {
        rows.list("""
                select task_id, step, epoch, max(epoch) over (partition by task_id order by step) as newest,
                       (select epoch from task where task.id = task_id) as last
                from checkpoint
                """, row -> {
            findings.saw("checkpoints");
            findings.require(
                    row.getLong("epoch") == row.getLong("newest") && row.getLong("epoch") <= row.getLong("last"),
                    "task %s: the checkpoint of step %d is of epoch %d, one before it of epoch %d",
                    row.getString("task_id"),
                    row.getLong("step"),
                    row.getLong("epoch"),
                    row.getLong("newest"));
            return row.getLong("step");
        });
    }
}
