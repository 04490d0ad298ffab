package org.commonwatt.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service on a free port with a database of its own. {@link #shared} is one for all tests of a JVM, which
 * keep apart by using accounts of their own.
 */
public final class TestService implements AutoCloseable {

    private static final class Shared {
        private static final TestService SERVICE = start();
    }

    private final ConfigurableApplicationContext context;
    private final Path dataFolder;

    private TestService(ConfigurableApplicationContext context, Path dataFolder) {
        this.context = context;
        this.dataFolder = dataFolder;
    }

    /** The service that all tests may use; it ends with the JVM. */
    public static TestService shared() {
        return Shared.SERVICE;
    }

    /** A service of the caller's own, with further properties as {@code name=value}. */
    public static TestService start(String... properties) {
        return start(TestDatabase.newDatabase(), newFolder(), List.of(), properties);
    }

    /** A service with further configuration classes, on a database and a folder that may have been used before. */
    public static TestService start(
            String database, Path dataFolder, List<Class<?>> configurations, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + TestDatabase.username(),
                "--spring.datasource.password=" + TestDatabase.password(),
                "--spring.datasource.hikari.minimum-idle=0",
                // Longer than the tests' client keeps a connection: it doesn't ask anew when one is closed under its
                // request.
                "--server.tomcat.keep-alive-timeout=10m",
                "--logging.level.org.commonwatt=WARN",
                "--commonwatt.data-dir=" + dataFolder));
        Arrays.stream(properties).map(property -> "--" + property).forEach(arguments::add);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Commonwatt.class)
                .sources(configurations.toArray(new Class<?>[0]))
                .run(arguments.toArray(new String[0]));
        return new TestService(context, dataFolder);
    }

    /** A fresh folder that the build clears away. */
    public static Path newFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        return "http://127.0.0.1:" + server.getPort();
    }

    /** One of the service's own parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All of the service's own parts of a type. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** One of several parts of the same type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Address of its database, to start another service on. */
    public String databaseUrl() {
        return Objects.requireNonNull(context.getEnvironment().getProperty("spring.datasource.url"));
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** The key of the first account. */
    public String firstKey() {
        try {
            return Files.readString(dataFolder.resolve("key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
