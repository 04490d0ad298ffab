package org.commonwatt.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.commonwatt.cli.stub.Screen;

import static org.assertj.core.api.Assertions.assertThat;

class DataListCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void oneThatCannotBeReadIsSaidAndHidesNoOther() throws IOException {
        write("iris/1", """
                name: iris
                version: 1
                title: Iris
                licence: CC0-1.0
                source: a test
                format: {type: csv, inputs: [length], targets: [width], target: {type: numbers, width: 1}}
                splits:
                  train: {examples: 2, files: [{path: train.csv}]}
                """);
        write("broken/1", "name: [");
        Screen screen = new Screen(folder);

        assertThat(new CommandLine(new DataListCommand(screen.setting()))
                        .execute("--data", folder.toString(), "--json"))
                .isZero();
        assertThat(screen.json().at("/items")).hasSize(1);
        assertThat(screen.json().at("/items/0/ref").asString()).isEqualTo("iris@1");
        assertThat(screen.err()).startsWith("Left out: ").contains("broken/1/dataset.yaml");
    }

    private void write(String dataset, String manifest) throws IOException {
        Path into = Files.createDirectories(folder.resolve("datasets").resolve(dataset));
        Files.writeString(into.resolve("dataset.yaml"), manifest);
    }
}
