package org.commonwatt.worker.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/** A process that speaks the pipe without training anything, and behaves as the spec's {@code behaviour} says. */
public final class FakeTrainer {

    private static final BlockingQueue<ToTrainer> INBOX = new LinkedBlockingQueue<>();
    private static volatile boolean daemonGone;
    private static long checkpointEvery = Long.MAX_VALUE;

    private FakeTrainer() {}

    /** Reads its start from standard input. */
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().start(FakeTrainer::listen);
        ToTrainer.Start start = (ToTrainer.Start) INBOX.take();
        Path work = Path.of(start.workFolder());
        switch (start.spec().get("behaviour").asString()) {
            case "finish" -> finish(start, work);
            case "train until stopped" -> trainUntilStopped(start, work, false);
            case "train with checkpoints" -> {
                checkpointEvery = 50;
                trainUntilStopped(start, work, false);
            }
            case "ignore everything" -> trainUntilStopped(start, work, true);
            case "crash" -> crash();
            case "crash in native code" -> readNowhere();
            case "run out of heap" -> fillHeap();
            case "fail" -> {
                say(new FromTrainer.Failed(FailureKind.NOT_FINITE, "the loss is NaN"));
                System.exit(1);
            }
            case "fail on a NUL" -> {
                log("a line with a \0 in it");
                say(new FromTrainer.Failed(FailureKind.SPEC, "'cat\0' is no class. " + "x".repeat(1 << 20)));
                System.exit(1);
            }
            case "name a metric at length" -> {
                say(new FromTrainer.Measured(
                        new Progress(1, 3, 0.5, 1, 10.0, 1.0, null, Instant.now()),
                        List.of(new MetricPoint(1, 0.5, "m".repeat(100), "train", 1, Instant.now()))));
                finish(start, work);
            }
            case "write null" -> {
                System.out.println("null");
                finish(start, work);
            }
            case "name what is no path" -> say(new FromTrainer.Finished(1, "model\0.out", Map.of()));
            case "finish and linger" -> {
                finish(start, work);
                Thread.sleep(Duration.ofMinutes(5));
            }
            case "flood" -> flood(work);
            case "babble" -> babble();
            case "endless line" -> endlessLine();
            case "say nothing" -> Thread.sleep(Duration.ofMinutes(5));
            case "name a foreign file" -> say(new FromTrainer.Finished(1, "/etc/passwd", Map.of()));
            case "name a link" -> nameALink(work);
            case "name a folder" ->
                say(new FromTrainer.Finished(
                        1, Files.createDirectory(work.resolve("model.out")).toString(), Map.of()));
            case "name a file of a folder" -> {
                Path folder = Files.createDirectory(work.resolve("folder"));
                Path model = Files.writeString(folder.resolve("model.out"), "the model");
                say(new FromTrainer.Finished(1, model.toString(), Map.of()));
            }
            case "say how it is set up" -> sayHowItIsSetUp(work);
            case "burn" -> burn(start, work);
            default -> throw new IllegalArgumentException("no such behaviour");
        }
    }

    private static void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                INBOX.add(Json.mapper().readValue(line, ToTrainer.class));
            }
        } catch (IOException broken) {
            System.err.println("input broke: " + broken);
        }
        daemonGone = true;
    }

    private static synchronized void say(FromTrainer message) {
        System.out.println(Json.mapper().writeValueAsString(message));
        System.out.flush();
    }

    private static void log(String text) {
        say(new FromTrainer.Logged(new LogLine(Instant.now(), "INFO", text)));
    }

    private static void measure(long step, long total) {
        Progress progress = new Progress(step, total, 0.5, 1, 10.0, 1.0 / step, null, Instant.now());
        say(new FromTrainer.Measured(
                progress, List.of(new MetricPoint(step, 0.5, "loss", "train", 1.0 / step, Instant.now()))));
    }

    private static void finish(ToTrainer.Start start, Path work) throws IOException {
        say(new FromTrainer.Started(0, 3, 1));
        for (Map.Entry<String, String> file : start.files().entrySet()) {
            log(file.getKey() + "=" + Files.readString(Path.of(file.getValue())));
        }
        if (start.checkpoint() != null) {
            log("resumed from " + Files.readString(Path.of(start.checkpoint())));
        }
        for (long step = 1; step <= 3; step++) {
            measure(step, 3);
        }
        checkpoint(work, 2);
        Path model = Files.writeString(work.resolve("model.out"), "the model");
        say(new FromTrainer.Finished(3, model.toString(), Map.of("accuracy", 0.99)));
    }

    private static void checkpoint(Path work, long step) throws IOException {
        Path file = Files.writeString(work.resolve("checkpoint." + step), "state at " + step);
        say(new FromTrainer.CheckpointWritten(step, file.toString()));
    }

    private static void trainUntilStopped(ToTrainer.Start start, Path work, boolean deaf)
            throws IOException, InterruptedException {
        long done = 0;
        if (start.checkpoint() != null) {
            String state = Files.readString(Path.of(start.checkpoint()));
            log("resumed from " + state);
            done = Long.parseLong(state.replaceAll("[^0-9]", ""));
        }
        say(new FromTrainer.Started(done, 1_000_000, 1));
        for (long step = done + 1; ; step++) {
            measure(step, 1_000_000);
            if (step % checkpointEvery == 0) {
                checkpoint(work, step);
            }
            ToTrainer heard = INBOX.poll(checkpointEvery < Long.MAX_VALUE ? 5 : 20, TimeUnit.MILLISECONDS);
            if (deaf) {
                continue;
            }
            if (daemonGone) {
                System.exit(0);
            }
            if (obey(heard, work, step)) {
                return;
            }
        }
    }

    private static boolean obey(@Nullable ToTrainer heard, Path work, long step) throws IOException {
        return switch (heard) {
            case null -> false;
            case ToTrainer.Checkpoint now -> {
                checkpoint(work, step);
                yield false;
            }
            case ToTrainer.Stop stop -> {
                if (stop.withCheckpoint()) {
                    checkpoint(work, step);
                }
                say(new FromTrainer.Stopped(step));
                yield true;
            }
            case ToTrainer.Start again -> throw new IllegalStateException("started twice");
            case ToTrainer.Predict other -> throw new IllegalStateException("it only trains");
        };
    }

    private static void crash() {
        say(new FromTrainer.Started(0, 10, 1));
        measure(1, 10);
        System.err.println("# A fatal error: the floor is lava");
        Runtime.getRuntime().halt(134);
    }

    private static void readNowhere() {
        new Pointer(1).getByte(0);
    }

    private static void fillHeap() {
        say(new FromTrainer.Started(0, 10, 1));
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new byte[8 << 20]);
        }
    }

    private static void flood(Path work) throws IOException {
        say(new FromTrainer.Started(0, 200_000, 1));
        for (long step = 1; step <= 30_000; step++) {
            measure(step, 200_000);
            log("line " + step);
        }
        say(new FromTrainer.Finished(
                30_000, Files.writeString(work.resolve("model.out"), "m").toString(), Map.of()));
    }

    private static void babble() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            System.out.println("Downloading the internet: " + i);
        }
        System.out.flush();
        Thread.sleep(Duration.ofMinutes(5));
    }

    private static void endlessLine() {
        byte[] much = new byte[1 << 16];
        java.util.Arrays.fill(much, (byte) 'x');
        while (!System.out.checkError()) {
            System.out.write(much, 0, much.length);
        }
    }

    private static void burn(ToTrainer.Start start, Path work) throws IOException, InterruptedException {
        say(new FromTrainer.Started(0, 10, 1));
        long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
        double sum = 0;
        while (System.nanoTime() < until) {
            sum += Math.sqrt(System.nanoTime());
        }
        measure(1, 10);
        trainUntilStopped(start, work, sum < 0);
    }

    /** The link leads to a file of its own, and could lead elsewhere once somebody has looked. */
    private static void nameALink(Path work) throws IOException {
        Path own = Files.writeString(work.resolve("own"), "the model");
        Path link = Files.createSymbolicLink(work.resolve("model.out"), own);
        say(new FromTrainer.Finished(1, link.toString(), Map.of()));
    }

    private static void sayHowItIsSetUp(Path work) throws IOException {
        say(new FromTrainer.Started(0, 1, 1));
        log("memory is kept from: " + System.getenv("MALLOC_MMAP_THRESHOLD_") + " to: "
                + System.getenv("MALLOC_TRIM_THRESHOLD_"));
        log("threads turn: " + System.getenv("GOMP_SPINCOUNT") + " times, then: " + System.getenv("OMP_WAIT_POLICY"));
        log("graphics processors: '" + System.getenv("CUDA_VISIBLE_DEVICES") + "'");
        // The 19th field of proc_pid_stat(5); the name before it may hold spaces.
        String stat = Files.readString(Path.of("/proc/self/stat"));
        log("niceness: " + stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        String allowed = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed:"))
                .map(line -> line.substring(line.indexOf(':') + 1).replaceAll("[^0-9a-f]", ""))
                .findFirst()
                .orElseThrow();
        log("processors: " + new BigInteger(allowed, 16).bitCount());
        say(new FromTrainer.Finished(
                1, Files.writeString(work.resolve("model.out"), "m").toString(), Map.of()));
    }
}
