package org.commonwatt.bench.dispatch;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The bare statement that writes a report's points: one insert into the same table, one commit; no lease, no extremes, no progress. */
final class BareMetrics implements AutoCloseable {

    private static final String INSERT = """
            insert into metric (job_day, job_id, name, split, step, epoch, value, at, lease_epoch, seq)
            select ?, ?, name, 'train', step, step / 1000.0, value, now(), 1, nextval('feed_sequence')
            from unnest(?::text[], ?::bigint[], ?::double precision[]) as point (name, step, value)
            """;

    private final List<Bare> threads = new ArrayList<>();

    BareMetrics(Database database, String url, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            threads.add(new Bare(database.connect(url)));
        }
    }

    /** Points a second with so many in each statement. */
    double run(int points, Duration time) throws Exception {
        return Loop.run(
                threads.stream()
                        .<Loop.Lives>map(thread -> () -> thread.insert(points))
                        .toList(),
                time);
    }

    @Override
    public void close() throws SQLException {
        for (Bare thread : threads) {
            thread.connection.close();
        }
    }

    private static final class Bare {

        private final Connection connection;
        private final PreparedStatement insert;
        private final UUID job = UUID.randomUUID();
        private long step;

        Bare(Connection connection) throws SQLException {
            this.connection = connection;
            insert = connection.prepareStatement(INSERT);
        }

        int insert(int points) throws SQLException {
            String[] names = new String[points];
            Long[] steps = new Long[points];
            Double[] values = new Double[points];
            for (int i = 0; i < points; i++) {
                step += i % 2 == 0 ? 1 : 0;
                names[i] = i % 2 == 0 ? "loss" : "accuracy";
                steps[i] = step;
                values[i] = Math.random();
            }
            insert.setDate(1, Date.valueOf(LocalDate.now(ZoneOffset.UTC)));
            insert.setObject(2, job);
            insert.setArray(3, connection.createArrayOf("text", names));
            insert.setArray(4, connection.createArrayOf("bigint", steps));
            insert.setArray(5, connection.createArrayOf("float8", values));
            return insert.executeUpdate();
        }
    }
}
