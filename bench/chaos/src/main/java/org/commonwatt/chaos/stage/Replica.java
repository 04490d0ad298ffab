package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.chaos.net.Wire;

/** One replica of the service. */
final class Replica {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);
    private static final Duration ARCHIVES_WITHIN = Duration.ofMinutes(3);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(15);

    private final int number;
    private final int port;
    private final Places places;
    private final ServiceProgram service;
    private final List<String> settings;
    private final Database database;
    private final Wire wire;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Program program;

    Replica(int number, int port, Places places, ServiceProgram service, List<String> settings, Database database)
            throws IOException {
        this.number = number;
        this.port = port;
        this.places = places;
        this.service = service;
        this.settings = settings;
        this.database = database;
        this.wire = new Wire(database::port);
        shiftClock(Duration.ZERO);
    }

    int port() {
        return port;
    }

    Wire wire() {
        return wire;
    }

    /** Starts it unless it runs; it needs the database only to come up. */
    synchronized void start() throws IOException, InterruptedException {
        if (program == null || program.hasEnded()) {
            Map<String, String> environment = Map.of(
                    "COMMONWATT_DATA", places.serviceData().toString(),
                    "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/commonwatt",
                    "SPRING_DATASOURCE_USERNAME", database.username(),
                    "SPRING_DATASOURCE_PASSWORD", database.password());
            program = Program.start(
                    service.command(port, clockFile(), settings),
                    environment,
                    places.logs().resolve("api-" + number + ".log"));
        }
    }

    /** Whether its process runs. */
    synchronized boolean isAlive() {
        return program != null && program.isAlive();
    }

    boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void awaitHealthy() throws InterruptedException {
        Await.until("replica " + number + " answers", STARTS_WITHIN, this::isHealthy);
    }

    /** {@code kill -9}; false when it did not run. */
    synchronized boolean kill() {
        return program != null && program.kill();
    }

    /** Stops it in order; false when it had to be killed. */
    boolean stop() throws InterruptedException {
        return stop(STOPS_WITHIN);
    }

    /** The same with time enough for its Java machine to write an archive of the classes that it loaded. */
    void stopAndArchive() throws InterruptedException {
        stop(ARCHIVES_WITHIN);
    }

    private synchronized boolean stop(Duration patience) throws InterruptedException {
        boolean inOrder = program == null || program.stop(patience);
        program = null;
        return inOrder;
    }

    /** Lets it sleep, and wakes it up; false when it did not run. */
    boolean freeze(Duration lasts) throws InterruptedException {
        ProcessHandle sleeper;
        synchronized (this) {
            if (program == null) {
                return false;
            }
            sleeper = program.handle();
        }
        return Processes.freeze(List.of(sleeper), lasts);
    }

    /** Sets its clock so far off the machine's. */
    void shiftClock(Duration shift) throws IOException {
        Path draft = clockFile().resolveSibling("clock.draft-" + number);
        Files.writeString(draft, Long.toString(shift.toMillis()));
        Files.move(draft, clockFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Path clockFile() {
        return places.run().resolve("clock-" + number);
    }
}
