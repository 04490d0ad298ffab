package org.commonwatt.db;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionsTest {

    private static final int TABLES = 5;

    @TempDir
    Path data;

    /** Some weeks on a server with room for few locks are as a year on one with as many as usual. */
    @Test
    void moreDaysAreMadeAndDroppedThanAServerHoldsLocksFor() {
        Map<String, String> fewLocks =
                Map.of("max_connections", "10", "max_locks_per_transaction", "10", "fsync", "off");
        LocalDate first = LocalDate.of(2026, 1, 1);
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(new EmbeddedPostgres.Settings(data, TestFolders.PROGRAMS, fewLocks))) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.jdbcUrl());
            database.setUser(postgres.username());
            database.setPassword(postgres.password());
            Flyway.configure().dataSource(database).load().migrate();
            Partitions partitions = new Partitions(database);

            assertThat(partitions.createAhead(first, 59)).isEqualTo(60 * TABLES);
            assertThat(partitions.dropBefore(first.plusDays(60))).isEqualTo(60 * TABLES);
        }
    }
}
