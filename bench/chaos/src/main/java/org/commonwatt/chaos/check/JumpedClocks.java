package org.commonwatt.chaos.check;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.net.Exchange;

/**
 * Counts what shows that clocks jumped: renewed leases that last until a time that lies elsewhere, beside the harness's clock,
 * than the first one's. Nothing is violated by that; a run whose jumps never show has tried none of them.
 */
final class JumpedClocks implements Invariant {

    /** Less than any jump of a plan. */
    private static final double SLACK_MILLIS = 1000;

    private final Ledger ledger;

    JumpedClocks(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How far a lease's end is ahead of the harness's clock, in ms: it was set at some moment of the exchange. */
    private record Ahead(double least, double most) {

        static Ahead of(Instant end, Exchange exchange) {
            return new Ahead(
                    end.toEpochMilli() - exchange.answeredNanos() / 1e6,
                    end.toEpochMilli() - exchange.sentNanos() / 1e6);
        }

        boolean isOff(Ahead other) {
            return least > other.most + SLACK_MILLIS || most < other.least - SLACK_MILLIS;
        }
    }

    @Override
    public void check(Findings findings) {
        Ahead first = null;
        for (Exchange exchange : ledger.acknowledged()) {
            Instant end = exchange.path().equals("/api/v1/leases/renewal") ? end(exchange.answer()) : null;
            if (end != null) {
                Ahead ahead = Ahead.of(end, exchange);
                first = first == null ? ahead : first;
                findings.saw("times of clocks that jumped", ahead.isOff(first) ? 1 : 0);
            }
        }
    }

    private static @Nullable Instant end(@Nullable JsonNode answer) {
        String end = answer == null
                ? ""
                : answer.path("leases").path(0).path("expiresAt").asString("");
        return end.isEmpty() ? null : Instant.parse(end);
    }
}
