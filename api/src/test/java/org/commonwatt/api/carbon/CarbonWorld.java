package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.TestService;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.Sources;

/** What one replica knows of intensities, on the tables of the tests' service and with a clock that stands still. */
final class CarbonWorld {

    static final Instant NOW = Instant.parse("2026-11-29T12:10:00Z");
    static final Instant THIS_HOUR = Instant.parse("2026-11-29T12:00:00Z");

    final TestClock clock = new TestClock(NOW);
    final JdbcClient sql = TestService.shared().bean(JdbcClient.class);
    final IntensityQueries queries = new IntensityQueries(sql);

    /** Empty tables. Nobody else asks for zones in the tests' shared service: it has no sources. */
    static CarbonWorld empty() {
        CarbonWorld world = new CarbonWorld();
        world.sql
                .sql("truncate intensity_hour, intensity_forecast, intensity_zone, intensity_source")
                .update();
        return world;
    }

    /** A replica of the service with these sources. */
    Replica replica(Signal planning, FakeSource... inOrder) {
        Sources sources = new Sources(List.of(inOrder));
        ZoneBook book = new ZoneBook(queries, clock);
        SourceSettings settings = settings(planning);
        Forecasts forecasts = new Forecasts(sources, book, settings, clock);
        return new Replica(
                new KnownIntensities(sources, book, new CountryTable(), forecasts, settings, clock),
                new Fetcher(queries, sources, book, settings, clock));
    }

    record Replica(Intensities intensities, Fetcher fetcher) {}

    private static SourceSettings settings(Signal planning) {
        return new SourceSettings(
                planning,
                List.of(),
                Duration.ofMinutes(15),
                Duration.ofHours(3),
                Duration.ofDays(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ZERO,
                null,
                null,
                null,
                null,
                null);
    }
}
