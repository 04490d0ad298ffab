package org.commonwatt.api.artifact;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;

/** The artifacts of one replica, by themselves: its own parts on a database and a folder that others may use too. */
record Replica(
        JdbcClient jdbc,
        TransactionTemplate transactions,
        ArtifactStore store,
        ArtifactQueries queries,
        UploadQueries uploadQueries,
        Publication publication,
        StoredArtifacts artifacts,
        Uploads uploads,
        Collector collector,
        HikariDataSource pool)
        implements AutoCloseable {

    static final Duration UNFINISHED_FOR = Duration.ofDays(1);

    /** A fresh database with all its tables. */
    static String newDatabase() {
        String url = TestDatabase.newDatabase();
        Flyway.configure()
                .dataSource(url, TestDatabase.username(), TestDatabase.password())
                .load()
                .migrate();
        return url;
    }

    static Replica on(String database, Path folder, Clock clock, Duration keptFor) {
        return on(database, folder, clock, keptFor, store -> store);
    }

    /**
     * @param keptFor how long bytes are kept that nothing refers to
     * @param wrapping what stands between the replica and its store
     */
    static Replica on(
            String database, Path folder, Clock clock, Duration keptFor, UnaryOperator<ArtifactStore> wrapping) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database);
        pool.setUsername(TestDatabase.username());
        pool.setPassword(TestDatabase.password());
        pool.setMinimumIdle(0);
        JdbcClient jdbc = JdbcClient.create(pool);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        ArtifactStore store = wrapping.apply(new FileArtifactStore(folder, Duration.ZERO, 0));
        ArtifactSettings settings = new ArtifactSettings(
                DataSize.ofGigabytes(1),
                UNFINISHED_FOR,
                3,
                keptFor,
                keptFor,
                keptFor.plusMillis(1),
                Duration.ZERO,
                DataSize.ofBytes(0));
        StaticListableBeanFactory nobody = new StaticListableBeanFactory();
        ArtifactQueries queries = new ArtifactQueries(jdbc);
        UploadQueries uploadQueries = new UploadQueries(jdbc);
        Publication publication = new Publication(store, queries, transactions, clock);
        StoredArtifacts artifacts = new StoredArtifacts(
                store,
                queries,
                publication,
                new DamageReports(store, queries, transactions, clock),
                settings,
                nobody.getBeanProvider(ArtifactAccess.class));
        Uploads uploads = new Uploads(store, uploadQueries, publication, artifacts, settings, clock);
        Collector collector = new Collector(
                store,
                new CollectionQueries(jdbc, queries, uploadQueries),
                nobody.getBeanProvider(ArtifactReferences.class),
                settings,
                transactions,
                clock);
        return new Replica(
                jdbc, transactions, store, queries, uploadQueries, publication, artifacts, uploads, collector, pool);
    }

    /** A person who may submit. */
    Caller person() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into account (id, name, created_at) values (:id, :name, now())")
                .param("id", id)
                .param("name", "test " + id)
                .update();
        return new Caller(id, Caller.Kind.KEY, null, Set.of(Scope.SUBMIT));
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        pool.close();
    }
}
