package org.commonwatt.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The day-by-day partitions of what runs report. They are made before their day comes and dropped whole, never emptied
 * row by row. Safe to call from several services at once. Each day is a transaction of its own: of many at once the locks would
 * be more than a server holds, and everybody who reports would wait for all of them.
 */
public final class Partitions {

    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    /** The partitioned tables; the first column of each one's key is the day on which the job was created. */
    private static final List<String> TABLES = List.of("metric", "metric_span", "job_log", "job_event", "job_decision");

    private static final long ADVISORY_LOCK = 0x434f4d4d4f4e5701L;

    private final DataSource database;

    public Partitions(DataSource database) {
        this.database = database;
    }

    /**
     * Makes the partitions of {@code first} and of the {@code days} days that follow, where they are missing.
     *
     * @return how many were made
     */
    public int createAhead(LocalDate first, int days) {
        return connected(connection -> {
            int made = 0;
            for (LocalDate day = first; !day.isAfter(first.plusDays(days)); day = day.plusDays(1)) {
                LocalDate one = day;
                made += locked(connection, () -> create(connection, one));
            }
            return made;
        });
    }

    /**
     * Drops the partitions of all days before {@code day} on which no job was created that is still under way.
     *
     * @return how many were dropped
     */
    public int dropBefore(LocalDate day) {
        return connected(connection -> {
            int dropped = 0;
            for (LocalDate old : days(connection)) {
                if (old.isBefore(day)) {
                    dropped += locked(connection, () -> drop(connection, old));
                }
            }
            return dropped;
        });
    }

    private static int drop(Connection connection, LocalDate day) throws SQLException {
        if (isUnderWay(connection, day)) {
            return 0;
        }
        int dropped = 0;
        for (String table : TABLES) {
            String name = name(table, day);
            if (exists(connection, name)) {
                execute(connection, "drop table " + name);
                log.info("Dropped {}: past the retention time", name);
                dropped++;
            }
        }
        return dropped;
    }

    private static int create(Connection connection, LocalDate day) throws SQLException {
        int made = 0;
        for (String table : TABLES) {
            made += create(connection, table, day) ? 1 : 0;
        }
        return made;
    }

    private static boolean create(Connection connection, String table, LocalDate day) throws SQLException {
        String name = name(table, day);
        if (exists(connection, name)) {
            return false;
        }
        // Made first and attached then: attaching lets readers and writers of the other days go on.
        execute(connection, "create table " + name + " (like " + table + " including all)");
        execute(
                connection,
                "alter table " + table + " attach partition " + name + " for values from ('" + day + "') to ('"
                        + day.plusDays(1) + "')");
        return true;
    }

    private static String name(String table, LocalDate day) {
        return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select to_regclass(?) is not null")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Days that have partitions. */
    private static List<LocalDate> days(Connection connection) throws SQLException {
        String sql = """
                select distinct right(partition.relname, 8)
                from pg_inherits
                join pg_class partition on partition.oid = inhrelid
                where inhparent = any (cast(? as regclass[]))
                order by 1
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", TABLES.toArray()));
            List<LocalDate> days = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.add(LocalDate.parse(rows.getString(1), DateTimeFormatter.BASIC_ISO_DATE));
                }
            }
            return days;
        }
    }

    /** Whether something may still happen to a job of that day: it has not ended, or a node has yet to hear that it did. */
    private static boolean isUnderWay(Connection connection, LocalDate day) throws SQLException {
        String sql = """
                select exists (
                    select from job_state
                    join job on job.id = job_id
                    where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') and created_on = ?)
                or exists (
                    select from lease
                    join job on job.id = job_id
                    where created_on = ?)
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, day);
            select.setObject(2, day);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int connected(Work work) {
        try (Connection connection = database.getConnection()) {
            return work.count(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the partitions can't be maintained: " + e.getMessage(), e);
        }
    }

    /** A transaction; one after another among all services. */
    private static int locked(Connection connection, DaysWork work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "select pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
            // Whoever waits for a table's lock makes everybody behind it wait too: rather try again at the next round.
            execute(connection, "set local lock_timeout = '5s'");
            int count = work.count();
            connection.commit();
            return count;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @FunctionalInterface
    private interface Work {
        int count(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface DaysWork {
        int count() throws SQLException;
    }
}
