package org.commonwatt.api.carbon.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

/**
 * A Carbon Aware SDK WebAPI (Green Software Foundation) that the operator runs. Which signal it passes on depends on the
 * source behind it, so the operator says so.
 */
final class CarbonAwareSdk extends RemoteSource {

    private static final Duration HOUR = Duration.ofHours(1);

    /** @param locations our zones' names to theirs */
    CarbonAwareSdk(SourceClient client, Signal signal, Map<String, String> locations) {
        super(
                new Label(SourceSettings.CARBON_AWARE_SDK, "Carbon Aware SDK, " + signal.written(), signal),
                client,
                locations);
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        JsonNode answer = client.get(
                "/emissions/bylocation",
                Map.of("location", place(zone), "time", from.toString(), "toTime", to.toString()),
                Map.of());
        List<Reading> readings = Answers.readings(
                client,
                answer,
                data -> Answers.reading(
                        client, data.path("time"), length(data.path("duration")), data.path("rating"), 1, false));
        return Answers.some(client, readings);
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) throws SourceTrouble {
        JsonNode answer = client.get("/emissions/forecasts/current", Map.of("location", place(zone)), Map.of());
        return Answers.readings(
                client,
                answer.path(0).path("forecastData"),
                point -> Answers.reading(
                        client, point.path("timestamp"), length(point.path("duration")), point.path("value"), 1, true));
    }

    /** Minutes as a number in forecasts, a time such as {@code 01:00:00} in what was; an hour where it is left out. */
    private Duration length(JsonNode duration) throws SourceTrouble {
        if (duration.isNumber() && duration.asInt(0) > 0) {
            return Duration.ofMinutes(duration.asInt());
        }
        String text = duration.isString() ? duration.asString() : "";
        if (text.isEmpty()) {
            return HOUR;
        }
        try {
            Duration length = Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(text));
            return length.isPositive() ? length : HOUR;
        } catch (DateTimeException notALength) {
            throw client.trouble(Kind.UNREADABLE, "answered with a duration that is none");
        }
    }
}
