package org.commonwatt.api.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.lease.Until;

import static org.assertj.core.api.Assertions.assertThat;

class OldestTransactionTest {

    private final String url = TestDatabase.newDatabase();
    private final DriverManagerDataSource database =
            new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password());
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OldestTransaction.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void anybodysOpenTransactionIsMeasuredAndToldWithTheWayToEndIt() throws SQLException {
        try (Connection forgotten = connect("a forgotten console");
                Statement statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            int process = number(statement, "select pg_backend_pid()");
            OldestTransaction watch = watch(Duration.ofNanos(1));
            double age = ageOf(process);

            // Others use this server too, and one of them may be in a transaction for a moment.
            Until.holds(() -> {
                watch.look();
                return warnings().stream().anyMatch(line -> line.contains("program 'a forgotten console'"));
            });
            assertThat(gauge()).isGreaterThanOrEqualTo(age);
            assertThat(warnings()).anySatisfy(line -> assertThat(line)
                    .contains("process " + process, "idle in transaction")
                    .endsWith("select pg_terminate_backend(" + process + ")"));

            double ageAtItsEnd = ageOf(process);
            forgotten.rollback();
            Until.holds(() -> {
                watch.look();
                return gauge() < ageAtItsEnd;
            });
        }
    }

    @Test
    void aTransactionThatIsYoungerThanTheLimitIsNotTold() throws SQLException {
        try (Connection young = connect("a young one");
                Statement statement = young.createStatement()) {
            young.setAutoCommit(false);
            number(statement, "select 1");

            watch(Duration.ofHours(1)).look();

            assertThat(gauge()).isPositive();
            assertThat(warnings()).isEmpty();
        }
    }

    private OldestTransaction watch(Duration alertAfter) {
        return new OldestTransaction(database, new TransactionSettings(alertAfter), meters);
    }

    private double gauge() {
        return meters.get("commonwatt.database.oldest.transaction.seconds")
                .gauge()
                .value();
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private double ageOf(int process) throws SQLException {
        try (Connection other = connect("who looks");
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select extract(epoch from clock_timestamp() - xact_start) from pg_stat_activity where pid = "
                                + process)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connect(String program) throws SQLException {
        return DriverManager.getConnection(
                url + "?ApplicationName=" + program.replace(' ', '+'),
                TestDatabase.username(),
                TestDatabase.password());
    }
}
