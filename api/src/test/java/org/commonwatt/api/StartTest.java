package org.commonwatt.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a process of its own: how it starts, refuses to, and ends. */
class StartTest {

    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void aDatabaseOfAnotherMajorVersionIsNamedInASentence() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "16\n");

        Ended ended = runToItsEnd("--server.port=0");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt: The database in " + data.toRealPath().resolve("postgres")
                        + " was made by PostgreSQL 16")
                .doesNotContain("\tat ");
        assertThat(data.resolve("postgres/PG_VERSION")).hasContent("16");
    }

    @Test
    void aDataFolderThatCannotBeUsedIsNamedInASentence() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");

        Ended ended = runToItsEnd("--server.port=0", "--commonwatt.data-dir=" + file);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt: The data folder " + file + " can't be used")
                .doesNotContain("\tat ");
    }

    @Test
    void aDatabaseServerThatCannotBeReachedIsNamedInASentence() throws Exception {
        Ended ended = runToItsEnd("--server.port=0", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt: The database can't be reached")
                .doesNotContain("\tat ");
    }

    @Test
    void aSettingThatMakesNoSenseIsNamedInASentence() throws Exception {
        Ended ended = runToItsEnd("--server.port=0", "--commonwatt.history.retention-days=0");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt:")
                .contains("retentionDays")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileOfIntensitiesThatIsNotThereIsNamedInASentence() throws Exception {
        Ended ended = runToItsEnd(onAServersDatabase(
                "--server.port=0",
                "--commonwatt.carbon.order=csv",
                "--commonwatt.carbon.csv.file=" + data.resolve("grid.csv")));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt: ", "commonwatt.carbon.csv.file", "can't be read")
                .doesNotContain("\tat ");
    }

    @Test
    void aDataFolderThatCannotBeUsedBesideAServersDatabaseIsNamedInASentence() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");

        Ended ended = runToItsEnd(onAServersDatabase("--server.port=0", "--commonwatt.data-dir=" + file));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("commonwatt: the folder for uploads can't be made: " + file.resolve("artifacts"))
                .contains("commonwatt: Nothing can be written below " + file)
                .doesNotContain("\tat ");
    }

    @Test
    void aPortInUseIsNamedInASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ended ended = runToItsEnd(
                    onAServersDatabase("--server.port=" + taken.getLocalPort(), "--server.address=0.0.0.0"));

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("commonwatt: Web server failed to start. Port " + taken.getLocalPort()
                            + " was already in use.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aSupervisedServiceWithItsOwnDatabaseEndsWithItsSupervisorAndLeavesNothingRunning() throws Exception {
        int port = freePort();
        Process service = start("--server.port=" + port);
        try {
            awaitHealth(port, service);
            String key = Files.readString(data.resolve("key")).strip();
            assertThat(status(port, key)).isEqualTo(200);
            assertThat(Files.readString(data.resolve("output")))
                    .contains("Made the first key, in " + data.resolve("key"))
                    .doesNotContain(key);
            long postgres = Long.parseLong(
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
            assertThat(ProcessHandle.of(postgres)).isPresent();

            service.getOutputStream().close();

            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        } finally {
            service.destroyForcibly();
        }
    }

    private static String[] onAServersDatabase(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + TestDatabase.newDatabase(),
                "--spring.datasource.username=" + TestDatabase.username(),
                "--spring.datasource.password=" + TestDatabase.password()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private record Ended(int exitCode, String output) {}

    private Ended runToItsEnd(String... arguments) throws IOException, InterruptedException {
        Process service = start(arguments);
        try {
            assertThat(service.waitFor(180, TimeUnit.SECONDS)).as("it ended").isTrue();
            return new Ended(service.exitValue(), Files.readString(data.resolve("output")));
        } finally {
            service.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        Files.createDirectories(PROGRAMS);
        Files.createSymbolicLink(data.resolve("runtime"), PROGRAMS);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Commonwatt.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output").toFile());
        builder.environment().put("COMMONWATT_DATA", data.toString());
        builder.environment().put("COMMONWATT_SUPERVISED", "1");
        return builder.start();
    }

    private static void awaitHealth(int port, Process service) {
        long end = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        while (!healthy(port)) {
            assertThat(service.isAlive()).as("the service lives").isTrue();
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean healthy(int port) {
        try {
            return get(port, "/actuator/health", "") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int status(int port, String key) throws IOException {
        return get(port, "/api/v1/session", key);
    }

    private static int get(int port, String path, String key) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
