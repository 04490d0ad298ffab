package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

import org.commonwatt.db.EmbeddedPostgres;
import org.commonwatt.db.Partitions;

/** One PostgreSQL that waits for the disk, with a database for each contender. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path folder;
    private final String url;

    private Database(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.url = server.jdbcUrl();
    }

    static Database start(Path folder) {
        return new Database(
                EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                        folder, folder.resolve("runtime"), Map.of("max_connections", "200", "shared_buffers", "1GB"))),
                folder);
    }

    /** The server's first process. */
    long process() {
        try {
            return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database with the service's tables and the partitions of these days. */
    String make(String name) {
        execute(url, "drop database if exists " + name + " with (force)");
        execute(url, "create database " + name + " strategy file_copy");
        String made = url.replaceAll("/[a-z]+$", "/" + name);
        Flyway.configure().dataSource(made, username(), password()).load().migrate();
        try (HikariDataSource pool = pool(made, 1)) {
            new Partitions(pool).createAhead(LocalDate.now(ZoneOffset.UTC).minusDays(1), 3);
        }
        return made;
    }

    void drop(String made) {
        execute(url, "drop database if exists " + made.substring(made.lastIndexOf('/') + 1) + " with (force)");
    }

    HikariDataSource pool(String database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database);
        config.setUsername(username());
        config.setPassword(password());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(database, username(), password());
    }

    void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    @Override
    public void close() {
        server.close();
    }
}
