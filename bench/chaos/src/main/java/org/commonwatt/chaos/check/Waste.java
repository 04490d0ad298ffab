package org.commonwatt.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.check.Ledger.Grant;
import org.commonwatt.chaos.check.Ledger.OfLease;
import org.commonwatt.chaos.net.Exchange;
import org.commonwatt.protocol.Json;

/** What the faults cost: how long work lay idle until somebody else had it, and how many steps were done again. */
final class Waste {

    private final Ledger ledger;

    /** What is known of a lease's life. */
    private static final class Life {
        private long lastSignNanos;
        private long lastStep;
        private long lastCommitted = -1;
        private long redone;
    }

    Waste(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Seconds and steps, by name. */
    Map<String, Object> figures() {
        List<Long> intervals = new ArrayList<>();
        Map<UUID, Life> lives = lives(intervals);
        Map<UUID, Grant> previous = new HashMap<>();
        List<Long> idleMillis = new ArrayList<>();
        List<Long> recomputed = new ArrayList<>();
        for (Grant grant : ledger.grants()) {
            Grant before = previous.get(grant.task());
            if (before != null && before.epoch() >= grant.epoch()) {
                continue;
            }
            previous.put(grant.task(), grant);
            if (before != null) {
                Life life = lives.getOrDefault(before.lease(), new Life());
                long idle = grant.exchange().answeredNanos()
                        - Math.max(life.lastSignNanos, before.exchange().answeredNanos());
                idleMillis.add(Math.max(0, idle / 1_000_000));
                recomputed.add(Math.max(0, Math.max(life.lastStep, before.checkpoint()) - grant.checkpoint()));
            }
        }
        lives.values().stream()
                .mapToLong(life -> life.redone)
                .filter(steps -> steps > 0)
                .forEach(recomputed::add);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("leasesLost", idleMillis.size());
        figures.put("releaseSecondsP50", quantile(idleMillis, 0.5) / 1000.0);
        figures.put("releaseSecondsP99", quantile(idleMillis, 0.99) / 1000.0);
        figures.put(
                "stepsRecomputed",
                recomputed.stream().mapToLong(Long::longValue).sum());
        figures.put("stepsRecomputedP50", quantile(recomputed, 0.5));
        figures.put("stepsRecomputedP99", quantile(recomputed, 0.99));
        figures.put("stepsBetweenCheckpointsP50", quantile(intervals, 0.5));
        return figures;
    }

    /** @param intervals gets the steps from each committed checkpoint of a lease to its next */
    private Map<UUID, Life> lives(List<Long> intervals) {
        Map<UUID, Life> lives = new HashMap<>();
        for (Exchange exchange : ledger.all()) {
            if (exchange.origin() != Exchange.Origin.SENDER) {
                continue;
            }
            OfLease message = Ledger.ofLease(exchange);
            if (message != null) {
                Life life = lives.computeIfAbsent(message.lease(), lease -> new Life());
                if (message.kind().equals("metrics")) {
                    advance(life, step(message.body()));
                }
                if (exchange.isAcknowledged()) {
                    life.lastSignNanos = exchange.answeredNanos();
                    if (message.kind().equals("checkpoints")) {
                        commit(life, step(message.body()), intervals);
                    }
                }
            } else if (exchange.path().equals("/api/v1/leases/renewal") && exchange.isAcknowledged()) {
                for (JsonNode held : Json.mapper().readTree(exchange.body()).path("leases")) {
                    lives.computeIfAbsent(UUID.fromString(held.path("id").asString()), lease -> new Life())
                                    .lastSignNanos =
                            exchange.answeredNanos();
                }
            }
        }
        return lives;
    }

    /** A trainer that was started again under the same lease begins with steps that were done before. */
    private static void advance(Life life, long step) {
        if (step > 0) {
            life.redone += Math.max(0, life.lastStep - step);
            life.lastStep = step;
        }
    }

    private static void commit(Life life, long step, List<Long> intervals) {
        if (life.lastCommitted >= 0 && step > life.lastCommitted) {
            intervals.add(step - life.lastCommitted);
        }
        life.lastCommitted = step;
    }

    private static long step(JsonNode body) {
        return Math.max(
                body.path("step").asLong(0), body.path("progress").path("step").asLong(0));
    }

    private static long quantile(List<Long> values, double share) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
