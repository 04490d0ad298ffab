package org.commonwatt.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.load.Moons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged survives {@code kill -9} of everything at once. */
class CrashTest {

    private static final Map<String, String> NO_BUILD = Map.of("COMMONWATT_NO_BUILD", "1");

    @TempDir
    Path data;

    @Test
    void after_everything_was_killed_the_next_start_finishes_the_job() throws Exception {
        int port = Rest.freePort();
        String id;
        Set<String> acknowledged;
        Launched first = Launched.start(data, NO_BUILD, "up", "--port", String.valueOf(port));
        try {
            Rest.awaitHealthy(port, first);
            Rest rest = Rest.of(port, data);
            rest.publishMoons();
            id = rest.send(
                            "POST",
                            "/api/v1/jobs",
                            Moons.spec("moons-crash", 1500).getBytes(UTF_8),
                            "application/yaml",
                            201)
                    .path("id")
                    .asString();
            rest.awaitJob(
                    id,
                    Duration.ofMinutes(2),
                    job -> job.path("progress").path("step").asLong() > 200);
            acknowledged = steps(rest, id);
        } finally {
            first.tree().forEach(ProcessHandle::destroyForcibly);
            first.awaitEnd(Duration.ofSeconds(10));
        }

        try (Launched second = Launched.start(data, NO_BUILD, "up", "--port", String.valueOf(port))) {
            Rest.awaitHealthy(port, second);
            Rest rest = Rest.of(port, data);
            JsonNode job = rest.awaitJob(id, Duration.ofMinutes(4), now -> now.path("state")
                    .asString()
                    .equals("SUCCEEDED"));
            // The worker took its run up again under the lease that it had.
            assertThat(job.path("attempts").asInt()).isEqualTo(1);
            assertThat(steps(rest, id)).containsAll(acknowledged);
        }
    }

    /** Which steps have a training loss; a step that stood there twice would fail here. */
    private static Set<String> steps(Rest rest, String id) throws Exception {
        Set<String> steps = new TreeSet<>();
        for (JsonNode series :
                rest.get("/api/v1/jobs/" + id + "/metrics?points=10000").path("series")) {
            for (JsonNode point : series.path("points")) {
                String place = series.path("name").asString() + "/"
                        + series.path("split").asString() + "/"
                        + point.path("step").asLong();
                assertThat(steps.add(place)).as("%s stands once", place).isTrue();
            }
        }
        return steps;
    }
}
