package org.commonwatt.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.load.Moons;
import org.commonwatt.chaos.stage.FreePorts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** One service and one local worker, as {@code ./commonwatt up} starts them. */
class UpTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("COMMONWATT_NO_BUILD", "1");

    @TempDir
    static Path data;

    private static int port;
    private static Launched up;
    private static Rest rest;

    @BeforeAll
    static void start() throws Exception {
        port = FreePorts.one();
        up = Launched.start(data, ENVIRONMENT, "up", "--port", String.valueOf(port));
        Rest.awaitHealthy(port, up);
        rest = Rest.of(port, data);
        rest.publishMoons();
    }

    @AfterAll
    static void stop() throws Exception {
        List<ProcessHandle> tree = up.tree();
        up.close();
        assertThat(tree).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_cancelled_job_stops_its_trainer() throws Exception {
        String id = submit(Moons.spec("moons-cancel", 100_000));
        rest.awaitJob(
                id,
                Duration.ofMinutes(5),
                job -> job.path("progress").path("step").asLong() > 0);
        assertThat(trainers()).hasSize(1);

        JsonNode cancelled = rest.send("PUT", "/api/v1/jobs/" + id + "/cancellation", null, "application/json", 200);

        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        Await.until("the trainer has ended", Duration.ofSeconds(30), () -> trainers()
                .isEmpty());
    }

    @Test
    void the_command_line_submits_follows_and_downloads() throws Exception {
        Path spec = data.resolve("moons.yaml");
        Files.writeString(spec, Moons.spec("moons-cli", 20));
        Map<String, String> environment = Map.of(
                "COMMONWATT_NO_BUILD", "1", "COMMONWATT_URL", "http://127.0.0.1:" + port, "COMMONWATT_KEY", rest.key());

        Launched submit =
                Launched.run(data, environment, Duration.ofMinutes(5), "submit", spec.toString(), "--follow", "--json");
        assertThat(submit.exitCode()).as(submit::stderr).isZero();
        String id = submit.json().path("id").asString();
        assertThat(submit.json().path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(submit.json().path("evaluation").path("accuracy").asDouble()).isGreaterThan(0.9);

        Path model = data.resolve("moons.safetensors");
        Launched download =
                Launched.run(data, environment, Duration.ofMinutes(5), "model", id, "-o", model.toString(), "--json");
        assertThat(download.exitCode()).as(download::stderr).isZero();
        assertThat(model).isNotEmptyFile();
    }

    @Test
    void a_second_service_on_the_same_port_says_so_in_one_sentence(@TempDir Path other) throws Exception {
        Launched second = Launched.run(other, ENVIRONMENT, Duration.ofMinutes(5), "up", "--port", String.valueOf(port));

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.stderr()).contains(String.valueOf(port)).doesNotContain("\tat ");
    }

    private static String submit(String spec) throws Exception {
        return rest.send("POST", "/api/v1/jobs", spec.getBytes(UTF_8), "application/yaml", 201)
                .path("id")
                .asString();
    }

    private static List<ProcessHandle> trainers() {
        return up.tree().stream()
                .filter(handle -> handle.info().commandLine().orElse("").contains("TrainerMain"))
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .toList();
    }
}
