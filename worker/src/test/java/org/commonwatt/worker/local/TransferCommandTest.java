package org.commonwatt.worker.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Begins with models that were trained here, in the trainer process that ships. */
class TransferCommandTest {

    private static final String TRANSFER = """
            name: transfer
            dataset: {ref: "file:data"}
            model:
              type: base
              from: file:models/first.safetensors
              cut: activation1
              layers:
                - {type: dropout, rate: 0.1}
                - {type: dense, units: 2}
            loss: {type: softmaxCrossEntropy}
            optimizer: {type: adam, learningRate: 0.02}
            training: {epochs: %d, batchSize: 20, seed: 6, threads: 1, checkpointSteps: 10}
            metrics: [accuracy]
            """;

    @TempDir
    Path folder;

    private Bench bench;
    private Path base;

    @BeforeEach
    void trainABase() throws Exception {
        bench = Bench.in(folder);
        Path first = folder.resolve("first");
        assertThat(bench.train(bench.spec(20), "-o", first).status()).isZero();
        base = Files.createDirectories(folder.resolve("models")).resolve("first.safetensors");
        Files.move(first.resolve("model.safetensors"), base);
    }

    @Test
    void aHeadIsTrainedOnAModelFileAndTheResultNeedsThatFileNoMore() throws Exception {
        Path out = folder.resolve("run");
        Bench.Said said = bench.train(spec(10), "-o", out, "--json");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.json().path("evaluation").path("accuracy").asDouble()).isGreaterThan(0.85);
        assertThat(out.resolve("card.md"))
                .content()
                .contains("What it began with", "file:models/first.safetensors", "`activation1`, as it was");
        Files.delete(base);
        assertThat(bench.predict(out, "0.4,0.4", "--json")
                        .json()
                        .path("prediction")
                        .path("guesses")
                        .path(0)
                        .path("label")
                        .asString())
                .isEqualTo("same");
    }

    @Test
    void aTransferKilledAndResumedGivesTheBitsOfAnUndisturbedOne() throws Exception {
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(bench.train(spec(60), "-o", undisturbed).status()).isZero();
        Path out = folder.resolve("run");
        RunDirectory directory = new RunDirectory(out);
        Process process = bench.start("train", spec(60), "-o", out);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive() || directory.newestCheckpoint().isPresent());
        process.destroyForcibly().waitFor();
        Bench.Said last = bench.train(spec(60), "-o", out, "--resume");

        assertThat(last.status()).as(last.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(undisturbed.resolve("model.safetensors")));
    }

    @Test
    void theSameBaseUnderAnotherNameGivesTheSameBits() throws Exception {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        assertThat(bench.train(spec(1), "-o", one).status()).isZero();
        Files.move(base, folder.resolve("renamed.safetensors"));
        Path renamed = bench.spec(
                "renamed.yaml", String.format(TRANSFER, 1).replace("models/first.safetensors", "renamed.safetensors"));
        assertThat(bench.train(renamed, "-o", other).status()).isZero();

        assertThat(Files.readAllBytes(other.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(one.resolve("model.safetensors")));
    }

    @Test
    void aRunDoesNotGoOnWithOtherBytesOfItsBase() throws Exception {
        Path out = folder.resolve("run");
        assertThat(bench.train(spec(1), "-o", out).status()).isZero();
        assertThat(bench.train(bench.spec(1), "-o", folder.resolve("second")).status())
                .isZero();
        Files.copy(folder.resolve("second/model.safetensors"), base, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Bench.Said said = bench.train(spec(1), "-o", out, "--resume", "--json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err())
                .contains("began with other bytes of file:models/first.safetensors", "another folder with -o");
    }

    @Test
    void aBaseThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
        String text = String.format(TRANSFER, 1);
        Path job = bench.spec(
                "job.yaml", text.replace("file:models/first.safetensors", "job:0198c2f4-11d0-7abc-8def-001122334455"));
        Path cut = bench.spec("cut.yaml", text.replace("cut: activation1", "cut: activation"));
        Path head = bench.spec("head.yaml", text.replace("{type: dropout, rate: 0.1}", "{type: maxPool2d, kernel: 2}"));

        assertThat(bench.train(job).err()).contains("'commonwatt model 0198c2f4", "file:PATH");
        assertThat(bench.train(cut).err()).contains("line 6, /model/cut", "it has dense1, batchNorm1", "activation1");
        assertThat(bench.train(head).err()).contains("line 8, /model/layers/0", "can't take (16)");
        Files.writeString(base, "no model at all");
        assertThat(bench.train(spec(1)).err()).contains("/model/from", "is no safetensors file");
        Files.delete(base);
        assertThat(bench.train(spec(1)).err()).contains("There is no model", "first.safetensors");
    }

    private Path spec(int epochs) throws Exception {
        return bench.spec("transfer.yaml", String.format(TRANSFER, epochs));
    }
}
