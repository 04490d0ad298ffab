package org.commonwatt.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FindingAJdkTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workshop workshop;

    @BeforeEach
    void makeWorkshop() throws IOException {
        workshop = new Workshop(folder);
        workshop.built("cli", "worker", "api");
    }

    @Test
    void noneAtAllIsSaidWithWhatToInstall() throws Exception {
        Workshop.Run run = workshop.run("jobs");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no JDK 21 or newer was found", "openjdk-21-jdk", "brew install", "JAVA_HOME");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void thoseThatAreTooOldAreNamedWithTheirVersions() throws Exception {
        workshop.usualJdk("1.8.0_402");
        Path old = Workshop.jdk(folder.resolve("old java"), "17.0.15", true);

        Workshop.Run run = workshop.with("JAVA_HOME", old.toString()).run("jobs");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("JAVA_HOME (" + old + "): Java 17", "one of them: Java 8");
    }

    @Test
    void javaHomeComesBeforeThePathAndThePathBeforeTheUsualPlaces() throws Exception {
        says(workshop.usualJdk("21.0.3"), "21.0.3", "usual");
        assertThat(workshop.run("jobs").out()).isEqualTo("usual\n");

        Path onPath = Workshop.jdk(folder.resolve("on path"), "24", true);
        says(onPath, "24", "on the path");
        Files.delete(folder.resolve("some programs/java"));
        Files.createSymbolicLink(folder.resolve("some programs/java"), onPath.resolve("bin/java"));
        assertThat(workshop.run("jobs").out()).isEqualTo("on the path\n");

        Path home = Workshop.jdk(folder.resolve("home"), "22", true);
        says(home, "22", "home");
        assertThat(workshop.with("JAVA_HOME", home.toString()).run("jobs").out())
                .isEqualTo("home\n");
    }

    @Test
    void aUserWithoutAHomeHasTheOtherUsualPlaces() throws Exception {
        Workshop.Run run =
                workshop.without("HOME").without("COMMONWATT_JDK_PATH").run("jobs");

        // Whatever this machine has in them: a JDK that finds no program in the stand-in's jar, or none.
        assertThat(run.err()).containsAnyOf("jar", "no JDK").doesNotContain("HOME: ");
    }

    private static void says(Path jdk, String version, String word) throws IOException {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho " + word + "\n");
    }

    @Test
    void theReleaseFileAnswersWithoutStartingAJvm() throws Exception {
        Path jdk = workshop.usualJdk("17");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");

        assertThat(workshop.run("jobs").status()).isZero();
    }

    @Test
    void aBareRuntimeRunsButDoesNotBuild() throws Exception {
        Workshop.jdk(folder.resolve("jdks/runtime"), "21", false);
        workshop.maven(0);
        assertThat(workshop.run("jobs").status()).isZero();

        workshop.touch("cli/src/Main.java");
        Workshop.Run run = workshop.run("jobs");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Java 21, without a compiler");
    }
}
