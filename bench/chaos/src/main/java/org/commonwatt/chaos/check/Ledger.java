package org.commonwatt.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.net.Exchange;
import org.commonwatt.protocol.Json;

/** The journal, read: what was asked of the service and how it answered, in the order of the answers. */
final class Ledger {

    private static final Pattern CANCELLATION = Pattern.compile("/api/v1/jobs/([0-9a-f-]{36})/cancellation");
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

        /** Whether it is a report that was acknowledged whole: of a run that is to stop only the energy is kept. */
        boolean isKeptReport() {
            JsonNode answer = exchange.answer();
            return kind.equals("metrics")
                    && exchange.isAcknowledged()
                    && answer != null
                    && !answer.path("directive").asString().equals("CANCEL");
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

    /** The job that this exchange calls off, or null. */
    static @Nullable UUID calledOff(Exchange exchange) {
        Matcher path = CANCELLATION.matcher(exchange.path());
        return path.matches() ? UUID.fromString(path.group(1)) : null;
    }

    /** Jobs whose cancellation was taken, or got no whole answer. */
    Set<UUID> mayHaveBeenCalledOff() {
        return exchanges.stream()
                .filter(Exchange::mayHaveBeenTaken)
                .map(Ledger::calledOff)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * A lease that was handed out.
     *
     * @param checkpoint the step to go on from; 0 for the beginning
     * @param state the hash of that checkpoint; empty for the beginning
     */
    record Grant(UUID lease, UUID task, UUID job, long epoch, long checkpoint, String state, Exchange exchange) {}

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
                        answer.path("checkpoint").path("sha256").asString(""),
                        exchange));
            }
        }
        return grants;
    }
}
