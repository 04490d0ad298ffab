package org.commonwatt.api.carbon.source;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * The Carbon Intensity API of Great Britain's system operator, NESO: average intensity of generation, by the half hour,
 * without a key. Its figures leave out what building and fuelling plants emits elsewhere, so they are no life-cycle figures.
 */
final class GreatBritain extends RemoteSource {

    /** The place that stands for the whole grid; any other is a postcode's first part, or {@code region-} and its number. */
    static final String NATIONAL = "national";

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration LONGEST_RANGE = Duration.ofDays(13);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** @param places our zones' names to {@link #NATIONAL}, a postcode's first part, or {@code region-N} */
    GreatBritain(SourceClient client, Map<String, String> places) {
        super(
                new Label(
                        SourceSettings.GREAT_BRITAIN, "Carbon Intensity API of NESO, generation alone", Signal.AVERAGE),
                client,
                places);
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        String until = MINUTES.format(to);
        Instant start = start(from, to, LONGEST_RANGE);
        String span =
                Duration.between(start, to).compareTo(DAY) > 0 ? MINUTES.format(start) + "/" + until : until + "/pt24h";
        List<Reading> past = ask(zone, span).stream()
                .filter(reading -> !reading.at().isAfter(to.minus(HALF_HOUR)))
                .toList();
        return Answers.some(client, past);
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) throws SourceTrouble {
        return ask(zone, MINUTES.format(from.truncatedTo(ChronoUnit.HOURS)) + "/fw48h");
    }

    private List<Reading> ask(String zone, String span) throws SourceTrouble {
        String place = place(zone);
        String path = "/intensity/" + span;
        if (!place.equals(NATIONAL)) {
            path = "/regional" + path
                    + (place.startsWith("region-") ? "/regionid/" + place.substring(7) : "/postcode/" + place);
        }
        return halves(client.get(path, Map.of(), Map.of()).path("data"));
    }

    /** {@code data} is a list of half hours, or a region with such a list in its own {@code data}, or a list of regions. */
    private List<Reading> halves(JsonNode data) throws SourceTrouble {
        if (data.isObject()) {
            return halves(data.path("data"));
        }
        List<Reading> readings = new ArrayList<>();
        for (JsonNode element : data) {
            if (element.has("data")) {
                readings.addAll(halves(element.path("data")));
            }
        }
        return readings.isEmpty() ? Answers.readings(client, data, this::half) : readings;
    }

    /** What was where it is known, else what was expected; regions have the latter alone. */
    private Optional<Reading> half(JsonNode half) throws SourceTrouble {
        JsonNode intensity = half.path("intensity");
        JsonNode actual = intensity.path("actual");
        boolean measured = actual.isNumber();
        JsonNode value = measured ? actual : intensity.path("forecast");
        return Answers.reading(client, half.path("from"), HALF_HOUR, value, 1, !measured);
    }
}
