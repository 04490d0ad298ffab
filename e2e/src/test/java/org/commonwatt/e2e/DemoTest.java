package org.commonwatt.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.stage.FreePorts;
import org.commonwatt.protocol.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's first command, word for word but for its port and data folder. */
class DemoTest {

    private static final Map<String, String> NO_BUILD = Map.of("COMMONWATT_NO_BUILD", "1");

    @TempDir
    Path data;

    @Test
    void the_demo_trains_real_digits_and_leaves_a_model_and_no_process() throws Exception {
        int port = FreePorts.one();

        Launched demo = Launched.run(
                data, NO_BUILD, Duration.ofMinutes(15), "demo", "--exit", "--json", "--port", String.valueOf(port));

        assertThat(demo.exitCode()).as(demo::stderr).isZero();
        JsonNode summary = demo.json();
        assertThat(summary.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(summary.path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.97);
        assertThat(summary.path("energyWh").asDouble()).isPositive();
        assertThat(summary.path("energyTier").asString()).isEqualTo("D");
        assertThat(summary.path("gco2e").asDouble()).isPositive();
        assertThat(summary.path("firstMetricSeconds").asDouble()).isPositive();
        assertThat(summary.path("totalSeconds").asDouble())
                .isGreaterThan(summary.path("firstMetricSeconds").asDouble());
        JsonNode header = safetensorsHeader(Path.of(summary.path("model").asString()));
        assertThat(header.propertyNames())
                .contains("conv2d1.weight", "conv2d1.bias", "conv2d2.weight", "dense1.weight", "dense2.bias");
        // The program itself, service, database, worker and trainer at least.
        assertThat(demo.family()).hasSizeGreaterThan(4);
        Await.until("all that the demo started has ended", Duration.ofSeconds(30), () -> demo.family().stream()
                .noneMatch(DemoTest::runs));
        assertThat(processesNaming(data)).isEmpty();

        the_next_start_keeps_earlier_jobs(port, summary.path("jobId").asString());
    }

    private void the_next_start_keeps_earlier_jobs(int port, String jobId) throws Exception {
        try (Launched up = Launched.start(data, NO_BUILD, "up", "--no-worker", "--port", String.valueOf(port))) {
            Rest.awaitHealthy(port, up);
            Rest rest = Rest.of(port, data);
            JsonNode job = rest.get("/api/v1/jobs/" + jobId);
            assertThat(job.path("state").asString()).isEqualTo("SUCCEEDED");
            JsonNode series = rest.get("/api/v1/jobs/" + jobId + "/metrics").path("series");
            assertThat(series).isNotEmpty();
        }
        assertThat(processesNaming(data)).isEmpty();
    }

    /** The JSON header of a safetensors file: its length as 8 little-endian bytes, then the object. */
    private static JsonNode safetensorsHeader(Path model) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(model))) {
            long length = Long.reverseBytes(in.readLong());
            return Json.mapper().readTree(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
        }
    }

    /** One that nobody has collected yet is there without a command line. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    private static List<String> processesNaming(Path data) {
        return ProcessHandle.allProcesses()
                .flatMap(handle -> handle.info().commandLine().stream())
                .filter(line -> line.contains(data.toString()))
                .toList();
    }
}
