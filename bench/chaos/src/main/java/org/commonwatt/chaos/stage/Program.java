package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running program, with its output at the end of a log. It ends itself when the harness does: its input closes then. */
final class Program {

    private static final Duration KILLED_WITHIN = Duration.ofMinutes(1);

    private final Process process;
    private volatile boolean killed;

    private Program(Process process) {
        this.process = process;
    }

    static Program start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("COMMONWATT_SUPERVISED", "1");
        return new Program(builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has ended; one that was killed is waited for, as its end takes a moment. */
    boolean hasEnded() throws InterruptedException {
        return killed ? process.waitFor(KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS) : !process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end; its exit status. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** {@code kill -9}; false when it had ended before. */
    boolean kill() {
        boolean hit = process.isAlive() && !killed;
        killed = true;
        process.destroyForcibly();
        return hit;
    }

    /** SIGTERM, and {@code kill -9} for a program that is still there after {@code patience}; whether it ended by itself. */
    boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }
}
