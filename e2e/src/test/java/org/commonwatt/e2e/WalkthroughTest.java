package org.commonwatt.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.chaos.stage.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of {@code docs/rest-walkthrough.md}, run as they stand there. */
class WalkthroughTest {

    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @TempDir
    Path data;

    @Test
    void every_command_of_the_walkthrough_works() throws Exception {
        int port = FreePorts.one();
        try (Launched up = Launched.start(
                data, Map.of("COMMONWATT_NO_BUILD", "1"), "up", "--no-worker", "--port", String.valueOf(port))) {
            Rest.awaitHealthy(port, up);
            Path script = data.resolve("walkthrough.sh");
            Files.writeString(script, commands());
            Path output = data.resolve("walkthrough.log");
            ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
                    .directory(Files.createDirectory(data.resolve("here")).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .put("COMMONWATT", Launched.ROOT.resolve("commonwatt").toString());
            builder.environment().put("COMMONWATT_NO_BUILD", "1");
            builder.environment().put("COMMONWATT_DATA", data.toString());
            builder.environment().put("URL", "http://127.0.0.1:" + port);
            builder.environment()
                    .put("KEY", Files.readString(data.resolve("key")).strip());
            Process walk = builder.start();
            try {
                assertThat(walk.waitFor(10, TimeUnit.MINUTES))
                        .as("it ends in time")
                        .isTrue();
                assertThat(walk.exitValue()).as(Files.readString(output)).isZero();
                assertThat(Files.readString(output)).contains("SUCCEEDED");
                assertThat(data.resolve("here/moons.safetensors")).isNotEmptyFile();
            } finally {
                walk.descendants().forEach(ProcessHandle::destroyForcibly);
                walk.destroyForcibly();
            }
        }
    }

    private static String commands() throws Exception {
        String page = Files.readString(Launched.ROOT.resolve("docs/rest-walkthrough.md"));
        return SHELL.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.joining("\n"));
    }
}
