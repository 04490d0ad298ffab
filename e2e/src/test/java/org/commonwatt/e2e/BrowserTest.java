package org.commonwatt.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.load.Moons;
import org.commonwatt.chaos.stage.FreePorts;
import org.commonwatt.protocol.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person in Chromium: signs in, submits a spec, watches the curve grow, in both languages, at desktop and phone width.
 * Screenshots stay in {@code target/screenshots}. Where no Chromium is installed, one that an npm package ships is used.
 */
class BrowserTest {

    @TempDir
    Path data;

    @Test
    void a_browser_shows_the_curve_growing_while_the_job_runs() throws Exception {
        int port = FreePorts.one();
        try (Launched up =
                Launched.start(data, Map.of("COMMONWATT_NO_BUILD", "1"), "up", "--port", String.valueOf(port))) {
            Rest.awaitHealthy(port, up);
            Rest rest = Rest.of(port, data);
            rest.publishMoons();
            Path spec = data.resolve("moons.yaml");
            Files.writeString(spec, Moons.spec("moons-browser", 600));
            Path output = data.resolve("browser.log");
            Process check = new ProcessBuilder(List.of(
                            "npm",
                            "run",
                            "--silent",
                            "test:browser",
                            "--",
                            "--url",
                            rest.base().toString(),
                            "--key",
                            rest.key(),
                            "--spec",
                            spec.toString(),
                            "--shots",
                            Path.of("target", "screenshots").toAbsolutePath().toString()))
                    .directory(Launched.ROOT.resolve("web-ui").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(data.resolve("browser.err").toFile())
                    .start();
            try {
                assertThat(check.waitFor(15, TimeUnit.MINUTES))
                        .as("it ends in time")
                        .isTrue();
                String said = Files.readString(output);
                assertThat(check.exitValue())
                        .as(said + Files.readString(data.resolve("browser.err")))
                        .isZero();
                JsonNode result = Json.mapper().readTree(said.lines().toList().getLast());
                assertThat(result.path("ok").asBoolean()).isTrue();
            } finally {
                check.descendants().forEach(ProcessHandle::destroyForcibly);
                check.destroyForcibly();
            }
        }
    }
}
