package org.commonwatt.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.commonwatt.db.EmbeddedPostgres;

/**
 * A real PostgreSQL for tests: one server for all tests of a JVM, as many empty databases in it as they ask for. It
 * does not wait for the disk, since nothing in it is to outlive the JVM.
 */
public final class TestDatabase {

    private static final AtomicInteger count = new AtomicInteger();
    private static final EmbeddedPostgres server = start();

    private TestDatabase() {}

    /** Address of a fresh, empty database; {@link #username} and {@link #password} open it. */
    public static String newDatabase() {
        String name = name(count.incrementAndGet());
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " strategy file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /** Addresses of all databases that tests of this JVM have used so far. */
    public static List<String> used() {
        return IntStream.rangeClosed(1, count.get())
                .mapToObj(number -> url(name(number)))
                .toList();
    }

    private static String name(int number) {
        return "test" + number;
    }

    private static String url(String name) {
        return server.jdbcUrl().replaceAll("/[a-z]+$", "/" + name);
    }

    public static String username() {
        return server.username();
    }

    public static String password() {
        return server.password();
    }

    private static EmbeddedPostgres start() {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres-");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                    data,
                    Path.of("target", "postgres-programs"),
                    Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off")));
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
