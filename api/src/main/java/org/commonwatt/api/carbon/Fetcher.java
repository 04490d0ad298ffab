package org.commonwatt.api.carbon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.IntensityQueries.ZoneSignal;
import org.commonwatt.api.carbon.ZoneData.Expected;
import org.commonwatt.api.carbon.source.Hours;
import org.commonwatt.api.carbon.source.IntensitySource;
import org.commonwatt.api.carbon.source.Reading;
import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.SourceTrouble;
import org.commonwatt.api.carbon.source.Sources;

/**
 * Fetches zones that are needed and due, each from the first source that answers. Replicas share the work: a zone is
 * fetched by the one that takes it on. Nothing is held open in the database while a source is waited for.
 */
@Component
class Fetcher {

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    /** Sources revise what they said for about so long. */
    private static final Duration REVISED_FOR = Duration.ofHours(24);

    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final IntensityQueries queries;
    private final Sources sources;
    private final ZoneBook book;
    private final SourceSettings settings;
    private final Clock clock;

    Fetcher(IntensityQueries queries, Sources sources, ZoneBook book, SourceSettings settings, Clock clock) {
        this.queries = queries;
        this.sources = sources;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /** Fetches all zones that are due, and reads anew what is known. */
    void round() {
        sources.look();
        book.ask();
        Instant began = clock.instant();
        Optional<ZoneSignal> due = due(began);
        while (due.isPresent()) {
            fetch(due.get());
            due = due(began);
        }
        if (!Thread.currentThread().isInterrupted()) {
            book.reread();
        }
    }

    /** By when the round began: one that takes long would otherwise never be done with zones that are soon due again. */
    private Optional<ZoneSignal> due(Instant began) {
        return Thread.currentThread().isInterrupted()
                ? Optional.empty()
                : queries.claimDue(
                        clock.instant(), began.minus(settings.refresh()), began.minus(settings.keepAskingFor()));
    }

    private void fetch(ZoneSignal zone) {
        Instant now = clock.instant();
        Map<String, Instant> resting = queries.resting(now);
        Instant again = now.plus(settings.refresh());
        for (IntensitySource source : sources.of(zone.zone(), zone.signal())) {
            Instant rested = resting.get(source.name());
            if (rested == null) {
                if (fetch(zone, source)) {
                    return;
                }
            } else if (rested.isBefore(again)) {
                again = rested;
            }
        }
        if (again.isBefore(now.plus(settings.refresh()))) {
            // Otherwise the first zone for which a source fails would keep all others from it: they are due together.
            queries.dueAsOf(zone, again.minus(settings.refresh()));
        }
    }

    /** Whether the source had something to say, or nobody waits for it any more. */
    private boolean fetch(ZoneSignal zone, IntensitySource source) {
        Instant now = clock.instant();
        try {
            List<Reading> hours = Hours.of(source.realised(zone.zone(), missingFrom(zone, now), now));
            queries.storeHours(zone, source.name(), hours, now);
            queries.succeeded(source.name(), now);
        } catch (SourceTrouble trouble) {
            if (Thread.currentThread().isInterrupted()) {
                return true; // the service stops, which is no fault of the source
            }
            note(source, trouble, now);
            return false;
        }
        try {
            Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
            List<Reading> ahead = gapless(Hours.of(source.forecast(zone.zone(), thisHour)).stream()
                    .filter(hour -> !hour.at().isBefore(thisHour))
                    .toList());
            if (!ahead.isEmpty()) {
                double[] hourly =
                        ahead.stream().mapToDouble(Reading::gramsPerKwh).toArray();
                queries.storeForecast(
                        zone, new Expected(source.name(), ahead.getFirst().at(), hourly, now));
            }
        } catch (SourceTrouble none) {
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            if (none.kind() == SourceTrouble.Kind.REFUSED || none.kind() == SourceTrouble.Kind.NOTHING) {
                // Many keys read what was and not what is expected. The days before stand in.
                LOG.debug("zone {}: no forecast: {}", zone.zone(), none.getMessage());
            } else {
                note(source, none, now);
            }
        }
        return true;
    }

    /** From the first hour that is missing, and always the hours that may have been revised. */
    private Instant missingFrom(ZoneSignal zone, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(ZoneData.KEPT);
        Instant revised = now.truncatedTo(ChronoUnit.HOURS).minus(REVISED_FOR);
        var known = queries.hours(zone, from, now);
        if (known.isEmpty() || known.lastKey().isBefore(revised)) {
            return known.isEmpty() ? from : known.lastKey();
        }
        return revised;
    }

    private void note(IntensitySource source, SourceTrouble trouble, Instant now) {
        String message = String.valueOf(trouble.getMessage());
        if (trouble.kind() == SourceTrouble.Kind.NOTHING) {
            LOG.debug("{}", message);
            return;
        }
        int failures = queries.failed(source.name(), message, now);
        Duration rest = rest(trouble, failures);
        queries.rest(source.name(), now.plus(rest));
        if (failures == 1) {
            LOG.warn("{}; it is left alone for {} s and others are asked meanwhile", message, rest.toSeconds());
        } else {
            LOG.debug("{}; failure {} in a row", message, failures);
        }
    }

    private static Duration rest(SourceTrouble trouble, int failures) {
        Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration rest = trouble.kind() == SourceTrouble.Kind.REFUSED || doubled.compareTo(LONGEST_REST) > 0
                ? LONGEST_REST
                : doubled;
        Duration wished = trouble.retryAfter();
        return wished != null && wished.compareTo(rest) > 0 ? wished : rest;
    }

    /** The hours up to the first gap: a forecast is kept as its first hour and one figure for each. */
    private static List<Reading> gapless(List<Reading> hours) {
        int count = 0;
        while (count < hours.size()
                && hours.get(count).at().equals(hours.getFirst().at().plus(count, ChronoUnit.HOURS))) {
            count++;
        }
        return hours.subList(0, count);
    }
}
