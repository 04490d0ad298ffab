package org.commonwatt.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class BuildingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workshop workshop;

    @BeforeEach
    void makeWorkshop() throws IOException {
        workshop = new Workshop(folder);
        workshop.usualJdk("21");
        workshop.maven(0);
    }

    @Test
    void whatIsMissingIsBuiltOnceAndOnlyWhatTheCommandNeeds() throws Exception {
        Workshop.Run first = workshop.run("jobs");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("Building cli", "protocol (1/2)", "Built in");
        assertThat(workshop.root().resolve("api/target")).doesNotExist();

        Workshop.Run second = workshop.run("jobs");
        assertThat(second.err()).isEmpty();
        assertThat(workshop.builds()).isEqualTo(1);

        assertThat(workshop.run("up").err()).contains("Building worker, api");
        assertThat(Files.readAllLines(workshop.root().resolve("runs")))
                .containsOnly(folder.resolve("jdks/one of them").toString())
                .hasSize(2);
    }

    @Test
    void aNewerSourceOfAModuleOrOfWhatItUsesIsBuiltAgain() throws Exception {
        workshop.built("cli", "worker", "api");
        assertThat(workshop.run("up").err()).isEmpty();

        workshop.touch("db/src/Main.java");
        assertThat(workshop.run("jobs").err()).isEmpty();
        assertThat(workshop.run("up").err()).contains("Building api (");

        workshop.built("cli", "worker", "api");
        workshop.touch("protocol/src/Main.java");
        assertThat(workshop.run("up").err()).contains("Building cli, worker, api");
    }

    @Test
    void whatTheDashboardsBuildMakesIsNoSource() throws Exception {
        Files.createDirectories(workshop.root().resolve("web-ui/node_modules/x"));
        workshop.built("cli", "worker", "api");
        workshop.touch("web-ui/node_modules/x");
        workshop.touch("web-ui");
        assertThat(workshop.run("up").err()).isEmpty();

        workshop.touch("web-ui/src");
        assertThat(workshop.run("up").err()).contains("Building api (");
    }

    @Test
    void helpOfAServiceCommandDoesNotBuildTheService() throws Exception {
        workshop.built("cli");

        assertThat(workshop.run("up", "--help").err()).isEmpty();
    }

    @Test
    void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
        workshop.program("mvn", "echo '[INFO] fine'; echo '[ERROR] Main.java: no such thing'; exit 1");
        Workshop.Run run = workshop.run("jobs");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the build failed", "[ERROR] Main.java: no such thing", "target/build.log");
        assertThat(run.err()).doesNotContain("[INFO] fine");

        workshop.maven(0);
        assertThat(workshop.run("jobs").status()).isZero();
    }

    @Test
    void anOldNodeIsSaid() throws Exception {
        for (String version : List.of("18.19.0", "20.18.3", "21.7.3", "22.11.0")) {
            workshop.program("node", "echo v" + version);
            assertThat(workshop.run("up").err())
                    .contains(
                            "Node.js 20.19 or a later 20, or 22.12 or newer, with npm is needed",
                            "found: node " + version.substring(0, version.lastIndexOf('.')));
        }
        workshop.program("node", "echo none");
        assertThat(workshop.run("up").err()).contains("found: node none");
        assertThat(workshop.run("jobs").status()).isZero();
    }

    @Test
    void aMissingMavenIsSaid() throws Exception {
        Path bare = Files.createDirectories(folder.resolve("bare"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "find", "head", "cat", "ln", "rm", "mkdir")) {
            Files.createSymbolicLink(
                    bare.resolve(tool), Path.of("/bin").resolve(tool).toRealPath());
        }
        Workshop.Run run = workshop.with("PATH", bare.toString()).run("jobs");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Apache Maven 3.8 or newer is needed");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        workshop.maven(2);
        Path launcher = workshop.root().resolve("commonwatt");
        Process first = workshop.start(workshop.root(), launcher, "jobs");
        Process second = workshop.start(workshop.root(), launcher, "jobs");

        Workshop.Run one = Workshop.finish(first);
        Workshop.Run other = Workshop.finish(second);

        assertThat(one.status()).isZero();
        assertThat(other.status()).isZero();
        assertThat(workshop.builds()).isEqualTo(1);
        assertThat(one.err() + other.err()).contains("is building; waiting for it");
        assertThat(workshop.root().resolve("target/.build-lock")).doesNotExist();
    }

    @Test
    void aTreeInWhichNothingCanBeWrittenIsSaidAtOnce() throws Exception {
        // Not by permissions, which the administrator does not heed.
        Path unwritable = Path.of("/proc/self");
        assumeThat(unwritable).isDirectory();
        Files.createSymbolicLink(workshop.root().resolve("target"), unwritable);

        Workshop.Run run = workshop.run("jobs");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("commonwatt: cannot write to " + workshop.root().toRealPath()
                        + "/target, so nothing can be built there\n");
    }

    @Test
    void aFileSystemWithoutHardLinksIsSaidAtOnce() throws Exception {
        workshop.program("ln", "exit 1");

        Workshop.Run run = workshop.run("jobs");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no hard links can be made in", "nothing can be built there");
        try (var left = Files.list(workshop.root().resolve("target"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(workshop.root().resolve("target"));
        Files.writeString(workshop.root().resolve("target/.build-lock"), dead.pid() + "\n");

        assertThat(workshop.run("jobs").status()).isZero();
        assertThat(workshop.builds()).isEqualTo(1);
    }

    @Test
    void aKilledLauncherTakesItsBuildAlong() throws Exception {
        workshop.program("mvn", "echo \"[INFO] Building Commonwatt maven-$$ 1   [1/1]\"; exec sleep 600");
        Process launcher = workshop.start(workshop.root(), workshop.root().resolve("commonwatt"), "jobs");
        StringBuilder said = new StringBuilder();
        while (!said.toString().contains("(1/1)\n")) {
            byte[] next = launcher.getErrorStream().readNBytes(1);
            assertThat(next).as("the launcher ended early: %s", said).isNotEmpty();
            said.append((char) next[0]);
        }
        long maven = Long.parseLong(said.toString().replaceAll("(?s).*maven-(\\d+) \\(1/1\\).*", "$1"));

        launcher.toHandle().destroy();

        assertThat(Workshop.finish(launcher).status()).isEqualTo(143);
        assertThat(ProcessHandle.of(maven).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(workshop.root().resolve("target/.build-lock")).doesNotExist();
    }
}
