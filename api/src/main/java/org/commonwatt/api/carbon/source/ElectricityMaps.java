package org.commonwatt.api.carbon.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

/** Electricity Maps, API version 3: average intensity over the life cycle, by the hour. */
final class ElectricityMaps extends RemoteSource {

    private static final Duration HOUR = Duration.ofHours(1);

    /** {@code history} holds so much. */
    private static final Duration HISTORY = Duration.ofHours(24);

    /** {@code past-range} answers for so much at once. */
    private static final Duration LONGEST_RANGE = Duration.ofDays(10);

    private static final String HORIZON_HOURS = "72";
    private static final String PATH = "/v3/carbon-intensity/";

    private final Secret token;

    /** @param zones our names to theirs */
    ElectricityMaps(SourceClient client, Secret token, Map<String, String> zones) {
        super(
                new Label(SourceSettings.ELECTRICITY_MAPS, "Electricity Maps, life cycle", Signal.AVERAGE),
                client,
                zones);
        this.token = token;
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        if (Duration.between(from.truncatedTo(ChronoUnit.HOURS), to.truncatedTo(ChronoUnit.HOURS))
                        .compareTo(HISTORY)
                > 0) {
            try {
                return range(zone, from, to);
            } catch (SourceTrouble trouble) {
                // A free key reads the last day and nothing older.
                if (trouble.kind() != Kind.REFUSED && trouble.kind() != Kind.NOTHING) {
                    throw trouble;
                }
            }
        }
        return Answers.some(client, hours(ask("history", zone, Map.of()).path("history")));
    }

    private List<Reading> range(String zone, Instant from, Instant to) throws SourceTrouble {
        Instant start = start(from, to, LONGEST_RANGE);
        JsonNode answer = ask(
                "past-range",
                zone,
                Map.of(
                        "start", start.truncatedTo(ChronoUnit.HOURS).toString(),
                        "end", to.truncatedTo(ChronoUnit.HOURS).toString()));
        return Answers.some(client, hours(answer.path("data")));
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) throws SourceTrouble {
        return hours(
                ask("forecast", zone, Map.of("horizonHours", HORIZON_HOURS)).path("forecast"));
    }

    private JsonNode ask(String what, String zone, Map<String, String> more) throws SourceTrouble {
        Map<String, String> query = new LinkedHashMap<>(more);
        query.put("zone", place(zone));
        return client.get(PATH + what, query, Map.of("auth-token", token.value()));
    }

    private List<Reading> hours(JsonNode array) throws SourceTrouble {
        return Answers.readings(client, array, this::hour);
    }

    private Optional<Reading> hour(JsonNode hour) throws SourceTrouble {
        boolean estimated = hour.path("isEstimated").asBoolean(false);
        return Answers.reading(client, hour.path("datetime"), HOUR, hour.path("carbonIntensity"), 1, estimated);
    }
}
