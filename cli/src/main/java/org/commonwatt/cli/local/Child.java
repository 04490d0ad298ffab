package org.commonwatt.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.commonwatt.cli.client.RunningNote;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.machine.OwnerOnly;

/**
 * A process that lives no longer than this one: it watches its standard input, whose other end is here, and ends itself
 * when that closes, however this process ends.
 */
final class Child {

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal at once; children ignore both, so that they end
     * in order, when this process stops them.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final int LAST_LINES = 8;

    private final String role;
    private final Process process;
    private final Path log;

    private Child(String role, Process process, Path log) {
        this.role = role;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a child.
     *
     * @param log where its output goes, for its owner alone; the log of the start before is kept beside it with {@code .1} at its end
     */
    static Child start(String role, List<String> command, Map<String, String> environment, Path log) {
        List<String> whole = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        whole.addAll(command);
        try {
            OwnerOnly.closeFolder(log.getParent() == null ? log : log.getParent());
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            OwnerOnly.makeFile(log);
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.PIPE);
            builder.environment().putAll(environment);
            builder.environment().put("COMMONWATT_SUPERVISED", "1");
            return new Child(role, builder.start(), log);
        } catch (IOException e) {
            throw new Failure("The " + role + " cannot be started: " + FileTrouble.of(e) + ".");
        }
    }

    String role() {
        return role;
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    RunningNote.Member member() {
        return RunningNote.Member.of(role, process.toHandle());
    }

    /** Waits for its end, and gives its exit status. */
    int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    /** Asks it to end, and ends it and everything under it when it has not by then. */
    void stop(Duration patience) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                family.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** That it ended by itself, with the end of its log. */
    Failure ended() {
        return new Failure("The " + role + " ended by itself (status " + process.exitValue() + ")." + lastWords()
                + "\n  The whole log is " + log);
    }

    private String lastWords() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                    .map(line -> "\n  | " + line)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            return "";
        }
    }
}
