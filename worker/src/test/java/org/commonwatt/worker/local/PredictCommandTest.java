package org.commonwatt.worker.local;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks models that were trained here, in the process that ships. */
class PredictCommandTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = Bench.in(folder);
    }

    @Test
    void numbersAreClassifiedHoweverTheyAreGiven() throws Exception {
        Path run = folder.resolve("run");
        assertThat(bench.train(bench.spec(30), "-o", run).status()).isZero();
        Path row = Files.writeString(folder.resolve("row.csv"), "y,x\n-0.4,-0.4\n");

        assertThat(best(bench.predict(run, "0.4,0.4", "--json"))).isEqualTo("same");
        assertThat(best(bench.predict(run, "[0.4, -0.4]", "--json"))).isEqualTo("other");
        assertThat(best(bench.predict(run.resolve("model.safetensors"), "{\"y\": 0.4, \"x\": -0.4}", "--json")))
                .isEqualTo("other");
        Bench.Said byFile = bench.predict(run, row, "--json");
        assertThat(best(byFile)).isEqualTo("same");
        assertThat(byFile.json()
                        .path("prediction")
                        .path("guesses")
                        .path(0)
                        .path("score")
                        .asDouble())
                .isBetween(0.5, 1.0);
        assertThat(bench.start("predict", run, "-0.4,0.4").waitFor()).isZero();
        assertThat(folder.resolve("stdout")).content().containsPattern("(?s)^ 0\\.[5-9].*other.*same");
        Bench.Said wrong = bench.predict(run, "1,2,3", "--json");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.json().path("error").path("detail").asString()).contains("3 values", "takes 2: x, y");
    }

    @Test
    void anImageIsClassified() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.writeString(images.resolve("dataset.yaml"), """
                name: shades
                version: 1
                title: Dark and bright
                licence: CC0-1.0
                source: made for a test
                format:
                  type: imageFolder
                  channels: 1
                  height: 6
                  width: 5
                  target: {type: classes, names: [dark, bright]}
                splits:
                  train: {examples: 40, files: [{path: train.zip}]}
                  heldOut: {examples: 20, files: [{path: heldOut.zip}]}
                """);
        zip(images.resolve("train.zip"), 20);
        zip(images.resolve("heldOut.zip"), 10);
        Path spec = bench.spec("shades.yaml", """
                name: shades
                dataset: {ref: "file:images", transforms: [{type: scale, divideBy: 255}]}
                model:
                  type: sequential
                  layers:
                    - {type: conv2d, filters: 2, kernel: 3}
                    - {type: activation, function: tanh}
                    - {type: flatten}
                    - {type: dense, units: 1}
                loss: {type: binaryCrossEntropy}
                optimizer: {type: rmsProp, learningRate: 0.01}
                training: {epochs: 40, batchSize: 8, seed: 1, threads: 1}
                metrics: [accuracy, macroF1]
                """);
        Path run = folder.resolve("run");
        Bench.Said trained = bench.train(spec, "-o", run);
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("accuracy 1.000");
        Path bright = folder.resolve("bright.png");
        ImageIO.write(image(230), "png", bright.toFile());
        Path large = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY), "png", large.toFile());

        assertThat(best(bench.predict(run, bright, "--json"))).isEqualTo("bright");
        assertThat(bench.predict(run, large).err()).contains("9 × 9 pixels", "6 × 5");
    }

    @Test
    void aFileThatIsNoModelOfOursIsRefused() throws Exception {
        Path other = Files.writeString(folder.resolve("other.safetensors"), "not one at all");

        assertThat(bench.predict(other, "1,2").status()).isEqualTo(1);
        assertThat(bench.predict(other, "1,2").err()).contains("The model can't be used");
        assertThat(bench.predict(folder.resolve("absent"), "1,2").err()).contains("There is no model");
    }

    @Test
    void anOptionOutOfItsRangeIsAWrongOption() throws Exception {
        for (String option : List.of("--tokens=0", "--tokens=100001", "--temperature=-1", "--temperature=NaN")) {
            Bench.Said said = bench.predict(folder.resolve("absent"), "text", option);
            assertThat(said.status()).as(option).isEqualTo(2);
            assertThat(said.err()).contains("it goes from");
        }
    }

    @Test
    void aMistypedOptionIsNotTakenForAnInput() throws Exception {
        assertThat(bench.start("predict", "run", "--jsno").waitFor()).isEqualTo(2);
        assertThat(folder.resolve("stderr")).content().contains("Unknown option: '--jsno'");
        assertThat(bench.start("predict", "run", "text", "--jsno").waitFor()).isEqualTo(2);
        assertThat(folder.resolve("stderr")).content().contains("'--jsno'");
    }

    @Test
    void aDataFolderThatCanNotBeMadeIsNotTakenForTheInput() throws Exception {
        Path model = Files.writeString(folder.resolve("model.safetensors"), "");
        Files.writeString(folder.resolve("home"), "a file where the data folder should be");
        Bench.Said said = bench.predict(model, "1,2");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("needs can't be used", "home").doesNotContain("The input", "java.");
    }

    private static String best(Bench.Said said) {
        assertThat(said.status()).as(said.err()).isZero();
        return said.json()
                .path("prediction")
                .path("guesses")
                .path(0)
                .path("label")
                .asString();
    }

    private static void zip(Path file, int each) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < each; i++) {
                zip.putNextEntry(new ZipEntry("dark/" + i + ".png"));
                ImageIO.write(image(20 + i), "png", zip);
                zip.putNextEntry(new ZipEntry("bright/" + i + ".png"));
                ImageIO.write(image(200 + i), "png", zip);
            }
        }
    }

    private static BufferedImage image(int grey) {
        BufferedImage image = new BufferedImage(5, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 5; x++) {
                image.getRaster().setSample(x, y, 0, grey + (x + y) % 3);
            }
        }
        return image;
    }
}
