package org.commonwatt.api.carbon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.carbon.ZoneData.Expected;
import org.commonwatt.api.carbon.ZoneData.KnownHour;
import org.commonwatt.api.carbon.source.Reading;
import org.commonwatt.api.carbon.source.Signal;

@Repository
class IntensityQueries {

    /** A zone in a signal. */
    record ZoneSignal(String zone, Signal signal) {}

    private final JdbcClient sql;

    IntensityQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** Somebody needs the zone; written at most once an hour. */
    void asked(ZoneSignal zone, Instant now) {
        sql.sql("""
                insert into intensity_zone (zone, signal, asked_at) values (:zone, :signal, :now)
                on conflict (zone, signal) do update set asked_at = excluded.asked_at
                where intensity_zone.asked_at < excluded.asked_at - interval '1 hour'
                """)
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes on one zone that is due; no other replica gets it before it is due again. */
    Optional<ZoneSignal> claimDue(Instant now, Instant refreshedBefore, Instant askedAfter) {
        return sql.sql("""
                        update intensity_zone set refreshed_at = :now
                        where (zone, signal) = (
                            select zone, signal from intensity_zone
                            where asked_at > :askedAfter and (refreshed_at is null or refreshed_at <= :refreshedBefore
                                                           -- a clock went back, by more than replicas' clocks differ
                                                           or refreshed_at > cast(:now as timestamptz) + interval '1 minute')
                            order by refreshed_at nulls first, zone limit 1
                            for update skip locked)
                        returning zone, signal
                        """)
                .param("now", Timestamp.from(now))
                .param("refreshedBefore", Timestamp.from(refreshedBefore))
                .param("askedAfter", Timestamp.from(askedAfter))
                .query((row, number) -> new ZoneSignal(row.getString("zone"), Signal.valueOf(row.getString("signal"))))
                .optional();
    }

    /** A zone that was taken on is due as if it had been so at an earlier moment. */
    void dueAsOf(ZoneSignal zone, Instant moment) {
        sql.sql("update intensity_zone set refreshed_at = :moment where zone = :zone and signal = :signal")
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .param("moment", Timestamp.from(moment))
                .update();
    }

    /**
     * Keeps what was. A figure is revised by its own source, and by any source while it is an estimate; else the first one
     * that was believed stays, so that a receipt does not change because another source was asked once.
     */
    void storeHours(ZoneSignal zone, String source, List<Reading> hours, Instant now) {
        sql.sql("""
                insert into intensity_hour (zone, signal, hour, grams, source, estimated, fetched_at)
                select :zone, :signal, hour, grams, :source, estimated, :now
                from unnest(cast(:hours as timestamptz[]), cast(:grams as double precision[]), cast(:estimated as boolean[]))
                     as given (hour, grams, estimated)
                on conflict (zone, signal, hour) do update set
                    grams = excluded.grams, source = excluded.source, estimated = excluded.estimated,
                    fetched_at = excluded.fetched_at
                where intensity_hour.source = excluded.source or intensity_hour.estimated
                """)
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .param("source", source)
                .param("now", Timestamp.from(now))
                .param(
                        "hours",
                        hours.stream().map(Reading::at).map(Timestamp::from).toArray(Timestamp[]::new))
                .param("grams", hours.stream().map(Reading::gramsPerKwh).toArray(Double[]::new))
                .param("estimated", hours.stream().map(Reading::estimated).toArray(Boolean[]::new))
                .update();
    }

    /** Keeps what is expected, in place of what was expected before. */
    void storeForecast(ZoneSignal zone, Expected forecast) {
        sql.sql("""
                insert into intensity_forecast (zone, signal, source, first_hour, hourly, fetched_at)
                values (:zone, :signal, :source, :first, cast(:hourly as double precision[]), :now)
                on conflict (zone, signal) do update set source = excluded.source, first_hour = excluded.first_hour,
                    hourly = excluded.hourly, fetched_at = excluded.fetched_at
                """)
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .param("source", forecast.source())
                .param("first", Timestamp.from(forecast.firstHour()))
                .param("hourly", Arrays.stream(forecast.hourly()).boxed().toArray(Double[]::new))
                .param("now", Timestamp.from(forecast.fetchedAt()))
                .update();
    }

    /** What was in a zone from a moment on. */
    SortedMap<Instant, KnownHour> hours(ZoneSignal zone, Instant from, Instant to) {
        SortedMap<Instant, KnownHour> hours = new TreeMap<>();
        sql.sql("""
                select hour, grams, source, estimated, fetched_at from intensity_hour
                where zone = :zone and signal = :signal and hour >= :from and hour < :to
                """)
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(row -> {
                    KnownHour hour = hour(row);
                    hours.put(hour.hour(), hour);
                });
        return hours;
    }

    Optional<Expected> forecast(ZoneSignal zone) {
        return sql.sql("""
                        select source, first_hour, hourly, fetched_at from intensity_forecast
                        where zone = :zone and signal = :signal
                        """)
                .param("zone", zone.zone())
                .param("signal", zone.signal().name())
                .query((row, number) -> new Expected(
                        row.getString("source"),
                        row.getTimestamp("first_hour").toInstant(),
                        Arrays.stream((Double[]) row.getArray("hourly").getArray())
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        row.getTimestamp("fetched_at").toInstant()))
                .optional();
    }

    /** Sources that are to be left alone at this moment, and until when. */
    Map<String, Instant> resting(Instant now) {
        Map<String, Instant> resting = new HashMap<>();
        sql.sql("""
                select source, try_again_at from intensity_source
                where try_again_at > :now
                  -- a clock went back, by more than replicas' clocks differ
                  and last_trouble_at <= cast(:now as timestamptz) + interval '1 minute'
                """).param("now", Timestamp.from(now)).query(row -> {
            resting.put(
                    row.getString("source"), row.getTimestamp("try_again_at").toInstant());
        });
        return resting;
    }

    void succeeded(String source, Instant now) {
        sql.sql("""
                insert into intensity_source (source, last_success_at) values (:source, :now)
                on conflict (source) do update set failures = 0, try_again_at = null, last_success_at = excluded.last_success_at
                """).param("source", source).param("now", Timestamp.from(now)).update();
    }

    /** Notes a failure; answers with how many there were in a row. */
    int failed(String source, String trouble, Instant now) {
        return sql.sql("""
                        insert into intensity_source (source, failures, last_trouble, last_trouble_at)
                        values (:source, 1, :trouble, :now)
                        on conflict (source) do update set failures = intensity_source.failures + 1,
                            last_trouble = excluded.last_trouble, last_trouble_at = excluded.last_trouble_at
                        returning failures
                        """)
                .param("source", source)
                .param("trouble", trouble)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    void rest(String source, Instant until) {
        sql.sql("update intensity_source set try_again_at = :until where source = :source")
                .param("until", Timestamp.from(until))
                .param("source", source)
                .update();
    }

    private static KnownHour hour(ResultSet row) throws SQLException {
        return new KnownHour(
                row.getTimestamp("hour").toInstant(),
                row.getDouble("grams"),
                row.getString("source"),
                row.getBoolean("estimated"),
                row.getTimestamp("fetched_at").toInstant());
    }
}
