package org.commonwatt.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** The chaos run, in short: the same program, the same plan of faults for the same seed, half a minute of storm. */
class ChaosTest {

    /** Kept where the test fails, for a look at the logs. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void whatever_is_killed_cut_off_or_frozen_nothing_that_was_acknowledged_is_lost() throws Exception {
        Path out = data.resolve("out");
        Path log = data.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Launched.ROOT.resolve("bench/chaos/run").toString(),
                        "--minutes",
                        "0.6",
                        "--seed",
                        System.getProperty("commonwatt.chaos.seed", "7"),
                        "--folder",
                        data.resolve("run").toString())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile());
        builder.environment().put("COMMONWATT_NO_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process chaos = builder.start();
        try {
            assertThat(chaos.waitFor(30, TimeUnit.MINUTES))
                    .as("it ends in time")
                    .isTrue();

            assertThat(chaos.exitValue()).as(story(log)).isZero();
            JsonNode result = Json.mapper().readTree(Files.readAllLines(out).getLast());
            assertThat(result.path("faults").size())
                    .as("kinds of faults that hit somebody, of %s", result.path("planned"))
                    .isGreaterThanOrEqualTo(result.path("planned").size() * 3 / 4);
            assertThat(result.at("/looked/models after more than one lease").asInt())
                    .isPositive();
            assertThat(result.at("/looked/acknowledged points").asInt()).isPositive();
            assertThat(result.at("/looked/times of clocks that jumped").asInt()).isPositive();
            assertThat(result.path("noticed").valueStream().map(JsonNode::asString))
                    .as("damages that the check would notice")
                    .contains(
                            "a job that did not end",
                            "a cancellation that nobody asked for",
                            "a second result of a task",
                            "a lost event",
                            "a model with other bits",
                            "bytes that are missing",
                            "lost measurements",
                            "another spec than was submitted",
                            "a message of an older lease");
        } finally {
            chaos.descendants().forEach(ProcessHandle::destroyForcibly);
            chaos.destroyForcibly();
        }
    }

    private String story(Path log) throws IOException {
        return Files.readString(log) + "\nThe logs lie in " + data.resolve("run/logs");
    }
}
