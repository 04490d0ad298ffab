package org.commonwatt.worker.local;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Trains for real, in the trainer process that ships. */
class TrainCommandTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = Bench.in(folder);
    }

    @Test
    void aFinishedRunHasItsModelItsFiguresAndItsCard() throws Exception {
        Path out = folder.resolve("run");
        Bench.Said said = bench.train(bench.spec(30), "-o", out, "--json");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.json().path("state").asString()).isEqualTo("finished");
        assertThat(said.json().path("evaluation").path("accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(said.json().path("threads").asInt()).isEqualTo(1);
        assertThat(said.err()).contains("epoch 1", "heldOut: loss", "└──");
        assertThat(out.resolve("model.safetensors")).isRegularFile();
        assertThat(out.resolve("card.md"))
                .content()
                .contains("Which quadrant.", "quadrants@1", "CC0-1.0", "| accuracy | 0.9", "tier D", "batchNorm1");
        assertThat(out.resolve(".work")).doesNotExist();
        assertThat(lines(out)).allSatisfy(line -> assertThat(line.propertyNames())
                .containsExactly("step", "epoch", "name", "split", "value"));
        assertThat(lines(out).stream()
                        .filter(line -> line.path("name").asString().equals("accuracy"))
                        .map(line -> line.path("step").asLong()))
                .hasSize(30)
                .isSorted()
                .endsWith(600L);
    }

    @Test
    void resumingAFinishedRunSaysSoAndChangesNothing() throws Exception {
        Path out = folder.resolve("run");
        Path spec = bench.spec(1);
        bench.train(spec, "-o", out);
        List<Object> before = state(out);
        Bench.Said again = bench.train(spec, "-o", out, "--resume", "--json");

        assertThat(again.status()).isZero();
        assertThat(again.err()).contains("finished already");
        assertThat(again.json().path("changed").asBoolean(true)).isFalse();
        assertThat(again.json().path("step").asLong()).isEqualTo(20);
        assertThat(state(out)).isEqualTo(before);
    }

    @Test
    void aRunIsNotTrainedOverAndNotMixedWithAnother() throws Exception {
        Path out = folder.resolve("run");
        bench.train(bench.spec(1), "-o", out);
        List<Object> before = state(out);
        Bench.Said over = bench.train(bench.spec(1), "-o", out);
        Bench.Said mixed = bench.train(bench.spec(2), "-o", out, "--resume", "--json");

        assertThat(over.status()).isEqualTo(1);
        assertThat(over.err()).contains("--resume", "-o DIR");
        assertThat(mixed.status()).isEqualTo(1);
        assertThat(mixed.json().path("error").path("detail").asString()).contains("another spec");
        assertThat(state(out)).isEqualTo(before);
    }

    @Test
    void twoCommandsDoNotTrainIntoOneFolder() throws Exception {
        Path out = folder.resolve("run");
        Path spec = bench.spec(1);
        try (FileChannel other = new RunDirectory(out).claim()) {
            assertThat(other.isOpen()).isTrue();
            assertThat(bench.start("train", spec, "-o", out, "--resume").waitFor())
                    .isEqualTo(1);
            assertThat(folder.resolve("stderr")).content().contains(out + " is being trained into by another command");
        }
        assertThat(bench.train(spec, "-o", out).status()).isZero();
    }

    @Test
    void aRunKilledThreeTimesGoesOnToTheSameBits() throws Exception {
        Path spec = bench.spec(60);
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(bench.train(spec, "-o", undisturbed).status()).isZero();
        Path out = folder.resolve("run");
        RunDirectory directory = new RunDirectory(out);
        long reached = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process process = bench.start("train", spec, "-o", out, "--resume");
            long beyond = reached;
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !process.isAlive()
                            || directory.newestCheckpoint().stream().anyMatch(at -> at.step() > beyond));
            process.destroyForcibly().waitFor();
            reached = directory.newestCheckpoint().orElseThrow().step();
        }
        Bench.Said last = bench.train(spec, "-o", out, "--resume");

        assertThat(last.status()).as(last.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(undisturbed.resolve("model.safetensors")));
        assertThat(evaluations(out)).isEqualTo(evaluations(undisturbed));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void askedToEndItWritesACheckpointAndSaysHowToGoOn(String signal, int status) throws Exception {
        Path out = folder.resolve("the run's");
        Path spec = bench.spec(5000);
        Process process = bench.start("train", spec, "-o", out, "--json");
        awaitCheckpoint(process, out);
        send(signal, Long.toString(process.pid()));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(folder.resolve("stderr"))
                .content()
                .contains("To go on: commonwatt train " + spec + " -o '" + folder.resolve("the run") + "'\\''s' --data "
                        + folder.resolve("home") + " --resume");
        JsonNode said = JsonMapper.shared()
                .readTree(Files.readAllLines(folder.resolve("stdout")).getLast());
        assertThat(said.path("state").asString()).isEqualTo("stopped");
        long kept = new RunDirectory(out).newestCheckpoint().orElseThrow().step();
        assertThat(folder.resolve("stderr")).content().contains("Stopped after step " + kept + ".");
        assertThat(out.resolve(".work")).doesNotExist();
    }

    /** As a terminal does it: the trainer and whatever shuts it in hear Ctrl-C as well. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "HUP, 129", "TERM, 143"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs setsid")
    void aSignalToAllItsProcessesAtOnceStopsItInOrderToo(String signal, int status) throws Exception {
        Path out = folder.resolve("run");
        Path spec = bench.spec(5000);
        Process process = bench.startInItsOwnGroup("train", spec, "-o", out);
        awaitCheckpoint(process, out);
        send(signal, "-" + process.pid());

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("stderr")).content().contains("Stopped after step ", "--resume");
        assertThat(process.exitValue()).isEqualTo(status);
        long kept = new RunDirectory(out).newestCheckpoint().orElseThrow().step();
        assertThat(folder.resolve("stderr")).content().contains("Stopped after step " + kept + ".");
        Process again = bench.start("train", spec, "-o", out, "--resume");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !again.isAlive()
                        || new RunDirectory(out)
                                        .newestCheckpoint()
                                        .orElseThrow()
                                        .step()
                                > kept);
        assertThat(again.isAlive()).isTrue();
        again.destroy();
        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRunGoesOnWithTheThreadsThatItBeganWith() throws Exception {
        Path spec = bench.spec("free.yaml", Files.readString(bench.spec(1)).replace("threads: 1, ", ""));
        RunDirectory begun = new RunDirectory(Files.createDirectories(folder.resolve("run")));
        Console console = Console.of(System.out, System.err, "");
        begun.write(LocalJob.read(spec, folder, console).note().with(2));
        begun.prepare();
        Files.writeString(begun.work().resolve("any"), "a checkpoint");
        begun.adopt("any", 10);

        Bench.Said said = bench.train(spec, "-o", begun.path(), "--resume", "--threads", 1);

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("made with 2 threads", "leave --threads out");
    }

    private static void awaitCheckpoint(Process process, Path out) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive()
                        || new RunDirectory(out).newestCheckpoint().isPresent());
    }

    /** @param to a process, or a group of them with a minus before it */
    private static void send(String signal, String to) throws Exception {
        new ProcessBuilder("kill", "-" + signal, "--", to).start().waitFor();
    }

    @Test
    void anOptionThatIsNotUnderstoodIsToldToProgramsToo() throws Exception {
        Process process = bench.start("train", bench.spec(1), "--json", "--threads", "many");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(folder.resolve("stderr")).content().contains("--threads");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(folder.resolve("stdout")))
                        .at("/error/detail")
                        .asString())
                .contains("many");
    }

    @Test
    void lessThanOneThreadIsAWrongOption() throws Exception {
        Bench.Said said = bench.train(bench.spec(1), "--threads", 0);

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("--threads is 1 or more");
    }

    @Test
    void lettersBeyondAsciiArePrintedWhateverTheLocale() throws Exception {
        Path spec = bench.spec("wrong.yaml", Files.readString(bench.spec(1)).replace("units: 16", "größe: 16"));
        Process process = bench.start("train", spec, "--json");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("stderr")).content().contains("größe");
        assertThat(folder.resolve("stdout")).content().contains("größe");
    }

    @Test
    void everyMistakeOfASpecIsNamedWithItsLine() throws Exception {
        Path spec = bench.spec("wrong.yaml", Files.readString(bench.spec(1)).replace("units: 2}", "units: 3}"));
        Bench.Said said = bench.train(spec, "-o", folder.resolve("run"), "--json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("line 11, /model/layers/4", "units: 2");
        assertThat(said.json().path("error").path("type").asString()).endsWith("spec-rejected");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aDatasetThatIsNotThereIsNamedWithTheWayToGetIt() throws Exception {
        Path spec = bench.spec("digits.yaml", Files.readString(bench.spec(1)).replace("\"file:data\"", "digits@1"));
        Bench.Said said = bench.train(spec);

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("digits@1", "commonwatt data prepare digits");
    }

    @Test
    void moreMemoryThanTheMachineHasIsRefused() throws Exception {
        Path spec = bench.spec("large.yaml", Files.readString(bench.spec(1)) + "resources: {memory: 1000GiB}\n");
        Bench.Said said = bench.train(spec, "-o", folder.resolve("run"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("this machine has");
    }

    @Test
    void aLossThatIsNotFiniteNamesItsStepAndWhatMayHelp() throws Exception {
        Path spec = bench.spec(
                "wild.yaml",
                Files.readString(bench.spec(20))
                        .replace("{type: adam, learningRate: 0.02}", "{type: sgd, learningRate: 100, momentum: 0.99}")
                        .replace("    - {type: batchNorm}\n", "")
                        .replace("function: tanh", "function: relu")
                        .replace("softmaxCrossEntropy", "mse"));
        Bench.Said said = bench.train(spec, "-o", folder.resolve("run"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("The loss was", "in step", "The last finite loss was", "learning rate");
    }

    private static List<JsonNode> lines(Path out) throws Exception {
        return Files.readAllLines(out.resolve("metrics.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static List<JsonNode> evaluations(Path out) throws Exception {
        return lines(out).stream()
                .filter(line -> line.path("split").asString().equals("heldOut"))
                .toList();
    }

    private static List<Object> state(Path out) throws Exception {
        return List.of(
                Files.readString(out.resolve("metrics.jsonl")),
                Files.readString(out.resolve("card.md")),
                Files.readString(out.resolve("run.json")),
                Files.getLastModifiedTime(out.resolve("model.safetensors")));
    }
}
