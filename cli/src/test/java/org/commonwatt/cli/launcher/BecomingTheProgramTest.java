package org.commonwatt.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BecomingTheProgramTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workshop workshop;

    @BeforeEach
    void makeWorkshop() throws IOException {
        workshop = new Workshop(folder);
        workshop.built("cli", "worker", "api");
        workshop.usualJdk("21");
    }

    @Test
    void argumentsArriveAsTheyWereAlsoWithSpacesAndQuotes() throws Exception {
        assertThat(workshop.run("submit", "my spec.yaml", "", "a\"b'c", "*")
                        .out()
                        .lines()
                        .toList())
                .endsWith(
                        "-jar",
                        workshop.root() + "/cli/target/commonwatt-cli.jar",
                        "submit",
                        "my spec.yaml",
                        "",
                        "a\"b'c",
                        "*");
    }

    @Test
    void theWorkersCommandsGoToTheWorker() throws Exception {
        String jar = workshop.root() + "/worker/target/commonwatt-worker.jar";

        assertThat(workshop.run("worker", "join", "http://x", "--code", "A B")
                        .out()
                        .lines()
                        .toList())
                .endsWith(jar, "join", "http://x", "--code", "A B");
        assertThat(workshop.run("train", "spec.yaml").out().lines().toList()).endsWith(jar, "train", "spec.yaml");
    }

    @Test
    void isTheSameThroughLinksAndFromElsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("link"), workshop.root().resolve("commonwatt"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("link"));

        for (Path launcher : new Path[] {link, relative}) {
            Workshop.Run run = Workshop.finish(workshop.start(elsewhere, launcher, "jobs"));
            assertThat(run.out().lines()).contains("-Dcommonwatt.home=" + workshop.root());
        }
    }

    @Test
    void theProgramTakesTheLaunchersPlaceSoThatSignalsReachIt() throws Exception {
        Path jdk = folder.resolve("jdks/one of them");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"21\"\n");
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho $$\n");

        Process process = workshop.start(workshop.root(), workshop.root().resolve("commonwatt"), "jobs");
        assertThat(Workshop.finish(process).out()).isEqualTo(process.pid() + "\n");
    }
}
