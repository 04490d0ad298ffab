package org.commonwatt.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.net.Exchange;
import org.commonwatt.protocol.Json;

/** The journal, read: what was asked of the service and how it answered, in the order of the answers. */
final class Ledger {

    private static final Pattern OF_LEASE = Pattern.compile("/api/v1/leases/([0-9a-f-]{36})/(\\w+)");

    private final List<Exchange> exchanges;

    private Ledger(List<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    static Ledger read(Path journal) throws IOException {
        try (Stream<String> lines = Files.lines(journal)) {
            return new Ledger(lines.map(line -> Json.mapper().readValue(line, Exchange.class))
                    .sorted(Comparator.comparingLong(Exchange::answeredNanos))
                    .toList());
        }
    }

    /** The same with one more exchange. */
    Ledger with(Exchange exchange) {
        return new Ledger(Stream.concat(exchanges.stream(), Stream.of(exchange)).toList());
    }

    /** All exchanges, also those without a whole answer. */
    List<Exchange> all() {
        return exchanges;
    }

    /** Those that the service acknowledged. */
    List<Exchange> acknowledged() {
        return exchanges.stream().filter(Exchange::isAcknowledged).toList();
    }

    /**
     * A message of a lease's holder.
     *
     * @param kind the last part of its path, such as {@code metrics}
     */
    record OfLease(UUID lease, String kind, Exchange exchange, JsonNode body) {

        long epoch() {
            return body.path("epoch").asLong();
        }
    }

    /** The message of a lease's holder that this exchange is, or null. */
    static @Nullable OfLease ofLease(Exchange exchange) {
        Matcher path = OF_LEASE.matcher(exchange.path());
        String body = exchange.body();
        if (!path.matches() || body == null) {
            return null;
        }
        return new OfLease(
                UUID.fromString(path.group(1)),
                path.group(2),
                exchange,
                Json.mapper().readTree(body));
    }

    /** A lease that was handed out; {@code checkpoint} is the step to go on from. */
    record Grant(UUID lease, UUID task, UUID job, long epoch, long checkpoint, Exchange exchange) {}

    /** Every answer that handed out a lease, repeats too. */
    List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (Exchange exchange : acknowledged()) {
            JsonNode answer = exchange.answer();
            if (exchange.path().equals("/api/v1/leases") && answer != null && answer.has("taskId")) {
                grants.add(new Grant(
                        UUID.fromString(answer.path("id").asString()),
                        UUID.fromString(answer.path("taskId").asString()),
                        UUID.fromString(answer.path("jobId").asString()),
                        answer.path("epoch").asLong(),
                        answer.path("checkpoint").path("step").asLong(0),
                        exchange));
            }
        }
        return grants;
    }
}
