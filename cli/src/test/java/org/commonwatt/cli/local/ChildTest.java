package org.commonwatt.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ChildTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final java.util.ArrayList<Child> started = new java.util.ArrayList<>();

    private Child sh(String script) {
        Child child = Child.start(
                "child",
                List.of("/bin/sh", "-c", script),
                Map.of("GREETING", "hello"),
                folder.resolve("logs/child.log"));
        started.add(child);
        return child;
    }

    @AfterEach
    void stop() {
        started.forEach(child -> child.stop(Duration.ZERO));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("before the deadline").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("logs/child.log"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void knowsThatItIsSupervisedAndWritesToItsLog() {
        assertThat(sh("echo $GREETING $COMMONWATT_SUPERVISED; echo trouble >&2").await())
                .isZero();
        assertThat(log()).isEqualTo("hello 1\ntrouble\n");
    }

    @Test
    void itsStandardInputStaysOpenWhileThisProcessLives() {
        Child child = sh("echo ready; cat; echo closed");
        await(() -> log().contains("ready"));

        child.stop(DEADLINE);
        assertThat(log()).doesNotContain("closed");
    }

    @Test
    void ctrlCReachesTheTerminalsOtherProcessesAndNotIt() {
        Child child = sh("echo $$; kill -INT $$; kill -HUP $$; echo alive; exec cat");
        await(() -> log().contains("alive"));

        assertThat(child.alive()).isTrue();
    }

    @Test
    void isAskedToEndBeforeItIsMadeTo() {
        Child polite = sh("trap 'echo bye; exit 0' TERM; echo ready; while :; do read line || sleep 1; done");
        await(() -> log().contains("ready"));
        polite.stop(DEADLINE);
        assertThat(log()).contains("bye");
    }

    @Test
    void oneThatWillNotEndIsMadeToWithItsWholeFamily() {
        Child stubborn = sh(
                "trap '' TERM; sh -c 'trap \"\" TERM; echo child $$; exec sleep 600' & echo ready; wait; exec sleep 600");
        await(() -> log().contains("ready") && log().contains("child "));
        long grandchild = Long.parseLong(log().replaceAll("(?s).*child (\\d+).*", "$1"));

        stubborn.stop(Duration.ofMillis(200));

        assertThat(stubborn.alive()).isFalse();
        await(() -> hasEnded(grandchild));
    }

    /** One that nobody has collected yet, as in a container whose first process does not, is there without a command line. */
    private static boolean hasEnded(long pid) {
        return ProcessHandle.of(pid)
                .map(process ->
                        !process.isAlive() || process.info().commandLine().isEmpty())
                .orElse(true);
    }

    @Test
    void itsEndIsToldWithTheLastLinesOfItsLog() {
        Child child = sh("for i in 1 2 3 4 5 6 7 8 9 10; do echo line $i; done; exit 7");
        child.await();

        assertThat(child.ended().sentence())
                .contains(
                        "The child ended by itself (status 7).",
                        "| line 10",
                        folder.resolve("logs/child.log").toString())
                .doesNotContain("line 2\n");
    }

    @Test
    void theLogOfTheStartBeforeIsKept() throws IOException {
        sh("echo first").await();
        sh("echo second").await();

        assertThat(log()).isEqualTo("second\n");
        assertThat(Files.readString(folder.resolve("logs/child.log.1"))).isEqualTo("first\n");
    }

    @Test
    void nobodyButTheOwnerReadsItsLog() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));

        sh("echo secret").await();

        assertThat(Files.getPosixFilePermissions(logs)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(logs.resolve("child.log")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
