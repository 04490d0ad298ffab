package org.commonwatt.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Json;

/** A program started by {@code ./commonwatt}, as a person starts it, with its output kept in files. Closing it leaves no process behind. */
final class Launched implements AutoCloseable {

    /** The repository's root: the tests run in the module's folder. */
    static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    private final Process process;
    private final Path out;
    private final Path err;
    private final Set<ProcessHandle> family = new LinkedHashSet<>();

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code ./commonwatt} with these arguments; {@code data} becomes its data folder. */
    static Launched start(Path data, Map<String, String> environment, String... arguments) throws IOException {
        Files.createDirectories(data);
        Path out = Files.createTempFile(data, "out", ".log");
        Path err = Files.createTempFile(data, "err", ".log");
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("commonwatt").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("COMMONWATT_DATA", data.toString());
        builder.environment().putAll(environment);
        return new Launched(builder.start(), out, err);
    }

    /** Runs to the end, within {@code limit}. */
    static Launched run(Path data, Map<String, String> environment, Duration limit, String... arguments)
            throws IOException, InterruptedException {
        Launched launched = start(data, environment, arguments);
        launched.awaitEnd(limit);
        return launched;
    }

    int awaitEnd(Duration limit) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        do {
            family.addAll(tree());
            if (Instant.now().isAfter(deadline)) {
                close();
                throw new AssertionError("still running after " + limit + ":\n" + stderr());
            }
        } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        return process.exitValue();
    }

    int exitCode() {
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The program and everything it started, as they run now. */
    List<ProcessHandle> tree() {
        List<ProcessHandle> handles = new ArrayList<>(process.descendants().toList());
        handles.add(process.toHandle());
        return handles;
    }

    /** The program and everything that it was seen to start while its end was awaited. */
    Set<ProcessHandle> family() {
        return family;
    }

    String stdout() {
        return read(out);
    }

    String stderr() {
        return read(err);
    }

    /** The last line of standard output, which {@code --json} promises to be one JSON object. */
    JsonNode json() {
        List<String> lines = stdout().lines().toList();
        if (lines.isEmpty()) {
            throw new AssertionError("nothing on standard output; standard error:\n" + stderr());
        }
        return Json.mapper().readTree(lines.getLast());
    }

    /** Ends the program as Ctrl-C or a service manager would, and whatever outlives that by force. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = tree();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Instant deadline = Instant.now().plusSeconds(10);
        for (ProcessHandle handle : all) {
            if (handle.isAlive() && Instant.now().isAfter(deadline)) {
                handle.destroyForcibly();
            }
            handle.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        handle.destroyForcibly();
                        return handle;
                    })
                    .join();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
