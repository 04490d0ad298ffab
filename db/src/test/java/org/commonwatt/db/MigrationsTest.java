package org.commonwatt.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrationsTest {

    /** Tables that have a partition for each day: measurements, their extremes, logs, events and decisions. */
    private static final int TABLES = 5;

    @TempDir
    static Path data;

    private static EmbeddedPostgres postgres;
    private static PGSimpleDataSource database;

    @BeforeAll
    static void startPostgres() {
        postgres = EmbeddedPostgres.start(TestFolders.settings(data));
        database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.username());
        database.setPassword(postgres.password());
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void migrateAnEmptySchema() {
        migrateAnEmptySchemaTo("latest");
    }

    private static void migrateAnEmptySchemaTo(String version) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .cleanDisabled(false)
                .target(version)
                .load();
        flyway.clean();
        flyway.migrate();
    }

    @Test
    void partitionsAreMadeOnceForEachDayAndTable() throws SQLException {
        Partitions partitions = new Partitions(database);

        assertThat(partitions.createAhead(LocalDate.of(2026, 2, 27), 2)).isEqualTo(3 * TABLES);
        assertThat(partitions.createAhead(LocalDate.of(2026, 2, 28), 2)).isEqualTo(TABLES);

        assertThat(ask("select relname from pg_class where relname like 'metric_2%' and relkind = 'r' order by 1"))
                .containsExactly("metric_20260227", "metric_20260228", "metric_20260301", "metric_20260302");
    }

    @Test
    void aPointOfADayLandsInTheDaysPartitionAndAStepMeasuredAgainReplacesIt() throws SQLException {
        new Partitions(database).createAhead(LocalDate.of(2026, 3, 1), 0);
        String store = """
                insert into metric (job_day, job_id, name, split, step, epoch, value, at, lease_epoch, seq)
                values ('2026-03-01', '00000000-0000-7000-8000-000000000001', 'loss', 'train', 5, 0.5, %s, now(), 1, %s)
                on conflict (job_day, job_id, name, split, step) do update set value = excluded.value, seq = excluded.seq
                """;

        execute(store.formatted("1.5", "1"));
        execute(store.formatted("1.25", "2"));

        assertThat(ask("select value::text from metric_20260301")).containsExactly("1.25");
    }

    @Test
    void onlyPartitionsPastTheRetentionTimeAreDropped() throws SQLException {
        Partitions partitions = new Partitions(database);
        partitions.createAhead(LocalDate.of(2026, 1, 1), 3);

        assertThat(partitions.dropBefore(LocalDate.of(2026, 1, 3))).isEqualTo(2 * TABLES);

        assertThat(ask("select relname from pg_class where relname like 'job_log_2%' and relkind = 'r' order by 1"))
                .containsExactly("job_log_20260103", "job_log_20260104");
    }

    @Test
    void theDayOfAJobThatIsUnderWayIsKept() throws SQLException {
        Partitions partitions = new Partitions(database);
        partitions.createAhead(LocalDate.of(2026, 1, 1), 1);
        insertJob("insert into job_state (job_id, state) select id, 'QUEUED' from job");

        assertThat(partitions.dropBefore(LocalDate.of(2027, 1, 1))).isEqualTo(TABLES);

        assertThat(ask("select relname from pg_class where relname like 'metric_2%' and relkind = 'r'"))
                .containsExactly("metric_20260101");
    }

    @Test
    void theDayOfAJobWhoseNodeHasYetToHearOfItsEndIsKept() throws SQLException {
        Partitions partitions = new Partitions(database);
        partitions.createAhead(LocalDate.of(2026, 1, 1), 1);
        insertJob("insert into job_state (job_id, state, finished_at) select id, 'CANCELLED', now() from job");
        execute("""
                insert into lease (id, task_id, job_id, node_id, epoch, claim_key, granted_at, progress_at, expires_at,
                                   budget_ends_at, directive)
                select uuidv7(), uuidv7(), id, uuidv7(), 1, 'k', now(), now(), now(), now(), 'CANCEL' from job
                """);

        assertThat(partitions.dropBefore(LocalDate.of(2027, 1, 1))).isEqualTo(TABLES);

        assertThat(ask("select relname from pg_class where relname like 'job_event_2%' and relkind = 'r'"))
                .containsExactly("job_event_20260101");
        execute("delete from lease");
        assertThat(partitions.dropBefore(LocalDate.of(2027, 1, 1))).isEqualTo(TABLES);
    }

    @Test
    void aStateThatContradictsItselfIsRefusedByTheSchema() {
        assertThatThrownBy(
                        () -> execute(
                                "insert into job_state (job_id, state) values ('00000000-0000-7000-8000-000000000001', 'SUCCEEDED')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check constraint");
    }

    @Test
    void whatNodesDidBeforeTheirSumsWereKeptIsInThem() throws SQLException {
        migrateAnEmptySchemaTo("66");
        execute("""
                with account as (insert into account values (uuidv7(), 'a', now()) returning id),
                node as (
                    insert into node (id, account_id, name, token_hash, joined_at)
                    select uuidv7(), id, name, sha256(name::bytea), now()
                    from account, (values ('attic'), ('cellar')) as named (name) returning id, name)
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, ended_at, outcome, energy_wh,
                                     energy_tier, energy_error, intensity, intensity_source)
                select lease, lease, lease, id, 1, now() - hours * interval '1 hour',
                       case when outcome is null then null else now() end, outcome, 1,  'B', 0.1, 50, 'x'
                from node join (values ('attic', 5, 'TRAINED'), ('attic', 4, 'EXPIRED'), ('attic', 3, null),
                                       ('attic', 2, 'TRAINED'), ('cellar', 2, 'TRAINED'), ('cellar', 0, 'TRAINED'))
                    as ran (name, hours, outcome) using (name), lateral (select uuidv7() as lease where hours >= 0)
                """);

        Flyway.configure().dataSource(database).load().migrate();

        assertThat(ask("""
                select name || ' ' || tasks_completed || ' ' || energy_wh || ' '
                       || round(extract(epoch from now() - counted_until) / 60)
                from node_work join node on node.id = node_id order by name
                """)).containsExactly("attic 1 2 180", "cellar 1 1 10");
    }

    @Test
    void theEmbeddedServerIsNewEnough() {
        ServerVersion.require(database);
    }

    @Test
    void aServerThatCannotBeReachedIsNamedInASentence() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");

        assertThatThrownBy(() -> ServerVersion.require(nobody))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("The database can't be reached");
    }

    /** A job of the first day of 2026, with its state. */
    private static void insertJob(String state) throws SQLException {
        execute("""
                with account as (
                    insert into account values (uuidv7(), 'a', now()) returning id),
                dataset as (
                    insert into dataset_version
                    select uuidv7(), id, 'd', 1, '{}', sha256('x'), 1, now() from account returning id, account_id),
                job as (
                    insert into job
                    select uuidv7(), account_id, 'j', '{}', 'j', 'application/yaml', id, '{}', 1, now(), '2026-01-01'
                    from dataset returning id)
                """ + state);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }
}
