package org.commonwatt.worker.training;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.commonwatt.protocol.Json;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/** A real trainer process, as the daemon starts it. */
final class TrainerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedWriter input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<FromTrainer> heard = new ArrayList<>();
    private final Path errors;

    TrainerProcess(Path folder) throws IOException {
        errors = folder.resolve("stderr.txt");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                // A heap of one size, touched at once: what grows then is not the heap.
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrainerMain.class.getName());
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        process = builder.redirectError(errors.toFile()).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("the pipe broke: " + e.getMessage());
            }
        });
    }

    void say(ToTrainer order) throws IOException {
        sayRaw(Json.mapper().writerFor(ToTrainer.class).writeValueAsString(order));
    }

    void sayRaw(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** Reads on until a line of the type. */
    <T extends FromTrainer> T await(Class<T> type) throws Exception {
        return await(type, line -> true);
    }

    /** Reads on until a line of the type that is wanted. */
    <T extends FromTrainer> T await(Class<T> type, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came; heard " + heard + "; it printed "
                        + Files.readString(errors));
            }
            FromTrainer said = Json.mapper().readValue(line, FromTrainer.class);
            heard.add(said);
            if (type.isInstance(said) && wanted.test(type.cast(said))) {
                return type.cast(said);
            }
            if (said instanceof FromTrainer.Failed) {
                throw new AssertionError("the trainer failed: " + said);
            }
        }
    }

    /** Closes the trainer's input, as the death of its daemon would. */
    void abandon() throws IOException {
        input.close();
    }

    /** Ends it at once, as kill −9 would. */
    void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end; the exit status. */
    int status() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the trainer did not end");
        }
        return process.exitValue();
    }

    /** Physical memory that it uses now. */
    long residentBytes() throws IOException {
        String memory = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"));
        List<String> pages = List.of(memory.split(" ", -1));
        return Long.parseLong(pages.get(1)) * 4096;
    }

    /** All that it said so far and was read. */
    List<FromTrainer> heard() {
        return heard;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
