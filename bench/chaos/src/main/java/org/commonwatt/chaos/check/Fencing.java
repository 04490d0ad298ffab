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
 * Once a lease of a task was handed out, nothing is taken for an older one, except that a message that was sent in time gets the
 * same answer when it comes again. And whoever gets a lease is given every checkpoint that was acknowledged before.
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

    /** A checkpoint that was sent; {@code state} is its hash. */
    private record Committed(long step, String state, Exchange exchange) {}

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
                                || mayBeRepeated(message, attempt) && isRepeated(exchange, attempt, handed),
                        "a %s of lease %s with epoch %d was taken after a newer lease was handed out",
                        message.kind(),
                        message.lease(),
                        message.epoch());
            }
            if (exchange.mayHaveBeenTaken() && message.kind().equals("checkpoints")) {
                committed
                        .computeIfAbsent(attempt.task(), task -> new java.util.ArrayList<>())
                        .add(new Committed(
                                message.body().path("step").asLong(),
                                message.body().path("sha256").asString(),
                                exchange));
            }
        }
        resumesFromNewest(findings, committed);
        epochsGrowWithSteps(findings);
    }

    private static boolean isFenced(Exchange exchange, Attempt attempt, Map<UUID, List<Handed>> handed) {
        return handed.getOrDefault(attempt.task(), List.of()).stream()
                .anyMatch(newer -> newer.epoch() > attempt.epoch() && newer.answeredNanos() < exchange.sentNanos());
    }

    private static boolean mayBeRepeated(OfLease message, Attempt attempt) {
        return switch (message.kind()) {
            case "checkpoints" -> true;
            case "completion", "release" -> attempt.outcome() != null && ENDED_BY_MESSAGE.contains(attempt.outcome());
            default -> false;
        };
    }

    /** Whether the same was sent in time, and got the same answer or none that came through. */
    private boolean isRepeated(Exchange exchange, Attempt attempt, Map<UUID, List<Handed>> handed) {
        return ledger.all().stream()
                .filter(other -> other.path().equals(exchange.path()) && Objects.equals(other.body(), exchange.body()))
                .filter(other -> other.status() == 0
                        || other.isAcknowledged() && Objects.equals(other.answer(), exchange.answer()))
                .anyMatch(other -> !isFenced(other, attempt, handed));
    }

    private void resumesFromNewest(Findings findings, Map<UUID, List<Committed>> committed) {
        for (Grant grant : ledger.grants()) {
            List<Committed> before = committed.getOrDefault(grant.task(), List.of()).stream()
                    .filter(checkpoint ->
                            checkpoint.exchange().sentNanos() < grant.exchange().answeredNanos())
                    .toList();
            long newest = before.stream()
                    .filter(checkpoint -> checkpoint.exchange().isAcknowledged()
                            && checkpoint.exchange().answeredNanos()
                                    < grant.exchange().sentNanos())
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
            findings.require(
                    grant.checkpoint() == 0 || before.stream().anyMatch(checkpoint -> isOf(grant, checkpoint)),
                    "lease %s goes on from the checkpoint %s of step %d, which nobody sent",
                    grant.lease(),
                    grant.state(),
                    grant.checkpoint());
        }
    }

    private static boolean isOf(Grant grant, Committed checkpoint) {
        return checkpoint.step() == grant.checkpoint() && checkpoint.state().equals(grant.state());
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
