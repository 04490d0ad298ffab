package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

import org.commonwatt.db.EmbeddedPostgres;

/** PostgreSQL as a process of its own, on the binaries that the service brings; it gets another port at each start. */
public final class Database {

    private final EmbeddedPostgres.Settings settings;
    private volatile int port;
    private volatile @Nullable String username;
    private volatile @Nullable String password;
    private @Nullable EmbeddedPostgres server;

    Database(Places places) {
        this.settings =
                new EmbeddedPostgres.Settings(places.database(), places.kept().resolve("postgres"), java.util.Map.of());
    }

    /** Starts it unless it runs. */
    synchronized void start() {
        if (server == null) {
            EmbeddedPostgres started = EmbeddedPostgres.start(settings);
            port = Integer.parseInt(started.jdbcUrl().replaceAll(".*:([0-9]+)/.*", "$1"));
            username = started.username();
            password = started.password();
            server = started;
        }
    }

    /** {@code kill -9} of the postmaster, whose children see that it is gone and go, too; false when it did not run. */
    synchronized boolean kill() {
        EmbeddedPostgres running = server;
        if (running == null) {
            return false;
        }
        try {
            Path pidFile = settings.dataFolder().resolve("postgres/postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL's pid file can't be read", e);
        }
        server = null;
        // Finds the server dead, and lets go of the folder.
        running.close();
        return true;
    }

    /** Stops it in order. */
    synchronized void stop() {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** How many leases are held. */
    long leases() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from lease")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Where it listens at the moment; nobody does while it is down. */
    int port() {
        return port;
    }

    /** Its address for JDBC while it runs, with user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/commonwatt?user=" + username() + "&password=" + password();
    }

    /** Known from the first start on. */
    String username() {
        return require(username);
    }

    /** Known from the first start on. */
    String password() {
        return require(password);
    }

    private static String require(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("PostgreSQL was never started");
        }
        return value;
    }
}
