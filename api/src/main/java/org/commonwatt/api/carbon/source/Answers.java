package org.commonwatt.api.carbon.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

/** What the sources' JSON has in common. */
final class Answers {

    /** Reads one element; empty where it holds no figure. */
    interface Element {
        Optional<Reading> read(JsonNode element) throws SourceTrouble;
    }

    /** No source's figure is for longer; spread over a wrong number of hours they would fill the memory. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What dates can be reckoned with and stored. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");

    private Answers() {}

    /** All figures of an array. */
    static List<Reading> readings(SourceClient source, JsonNode array, Element element) throws SourceTrouble {
        if (!array.isArray()) {
            throw source.trouble(Kind.UNREADABLE, "answered without the list of figures that it documents");
        }
        List<Reading> readings = new ArrayList<>();
        for (JsonNode one : array) {
            element.read(one).ifPresent(readings::add);
        }
        return readings;
    }

    /** The same, where an answer without any figure is none. */
    static List<Reading> some(SourceClient source, List<Reading> readings) throws SourceTrouble {
        if (readings.isEmpty()) {
            throw source.trouble(Kind.NOTHING, "has no figure for this zone and time");
        }
        return readings;
    }

    /**
     * A figure in gCO2e/kWh at a moment; empty where its value is null.
     *
     * @param factor turns the value into gCO2e/kWh
     */
    static Optional<Reading> reading(
            SourceClient source, JsonNode at, Duration length, JsonNode value, double factor, boolean estimated)
            throws SourceTrouble {
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw source.trouble(Kind.UNREADABLE, "answered with a figure that is not a number");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw source.trouble(Kind.UNREADABLE, "answered with a figure for longer than a day");
        }
        // Where a grid has to get rid of electricity, a marginal figure may be below 0; as a price it is none then.
        double grams = Math.max(0, value.asDouble() * factor);
        return Optional.of(new Reading(instant(source, at), length, grams, estimated));
    }

    /** Reads {@code 2026-11-29T10:00Z}, with or without seconds, their fractions and an offset. */
    static Instant instant(SourceClient source, JsonNode text) throws SourceTrouble {
        try {
            Instant moment = OffsetDateTime.parse(text.asString("")).toInstant();
            if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
                return moment;
            }
        } catch (DateTimeException notATime) {
            // is told alike
        }
        throw source.trouble(Kind.UNREADABLE, "answered with a time that is none");
    }
}
