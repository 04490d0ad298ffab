package org.commonwatt.api.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Watches the oldest transaction of the whole database, whoever's it is: while it lives, nothing that was deleted since can be
 * cleared away, and every table grows. Ours end after a minute; others', such as a forgotten console's, may not.
 */
class OldestTransaction {

    private static final Logger log = LoggerFactory.getLogger(OldestTransaction.class);

    private static final String OLDEST = """
            select extract(epoch from clock_timestamp() - xact_start), pid, coalesce(usename, ''), coalesce(application_name, ''),
                   coalesce(state, '')
            from pg_stat_activity
            where xact_start is not null and backend_type = 'client backend' and pid <> pg_backend_pid()
            order by xact_start limit 1
            """;

    private final DataSource database;
    private final TransactionSettings settings;
    private volatile double seconds;

    OldestTransaction(DataSource database, TransactionSettings settings, MeterRegistry meters) {
        this.database = database;
        this.settings = settings;
        meters.gauge("commonwatt.database.oldest.transaction.seconds", this, it -> it.seconds);
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT30S")
    void look() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OLDEST)) {
            seconds = rows.next() ? rows.getDouble(1) : 0;
            if (seconds > settings.alertAfter().toSeconds()) {
                log.warn(
                        "A transaction is open for {} s and keeps the database from clearing up: process {}, user '{}', program '{}', {}."
                                + " End it with: select pg_terminate_backend({})",
                        Math.round(seconds),
                        rows.getInt(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getInt(2));
            }
        } catch (SQLException e) {
            log.debug("The oldest transaction could not be looked for", e);
        }
    }
}
