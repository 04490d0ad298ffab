package org.commonwatt.worker.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
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

    private FakeTrainer() {}

    /** Reads its start from standard input. */
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().start(FakeTrainer::listen);
        ToTrainer.Start start = (ToTrainer.Start) INBOX.take();
        Path work = Path.of(start.workFolder());
        switch (start.spec().get("behaviour").asString()) {
            case "finish" -> finish(start, work);
            case "train until stopped" -> trainUntilStopped(work, false);
            case "ignore everything" -> trainUntilStopped(work, true);
            case "crash" -> crash();
            case "run out of heap" -> fillHeap();
            case "fail" -> {
                say(new FromTrainer.Failed(FailureKind.NOT_FINITE, "the loss is NaN"));
                System.exit(1);
            }
            case "finish and linger" -> {
                finish(start, work);
                Thread.sleep(Duration.ofMinutes(5));
            }
            case "flood" -> flood(work);
            case "babble" -> babble();
            case "endless line" -> endlessLine();
            case "say nothing" -> Thread.sleep(Duration.ofMinutes(5));
            case "name a foreign file" -> say(new FromTrainer.Finished(1, "/etc/passwd", Map.of()));
            case "try to escape" -> tryToEscape(start, work);
            case "burn" -> burn(work);
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

    private static void trainUntilStopped(Path work, boolean deaf) throws IOException, InterruptedException {
        say(new FromTrainer.Started(0, 1_000_000, 1));
        for (long step = 1; ; step++) {
            measure(step, 1_000_000);
            ToTrainer heard = INBOX.poll(20, TimeUnit.MILLISECONDS);
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

    private static void burn(Path work) throws IOException, InterruptedException {
        say(new FromTrainer.Started(0, 10, 1));
        long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
        double sum = 0;
        while (System.nanoTime() < until) {
            sum += Math.sqrt(System.nanoTime());
        }
        measure(1, 10);
        trainUntilStopped(work, sum < 0);
    }

    private static void tryToEscape(ToTrainer.Start start, Path work) throws IOException {
        say(new FromTrainer.Started(0, 1, 1));
        int port = start.spec().get("port").asInt();
        Path outside = Path.of(start.spec().get("outside").asString());
        Path secret = Path.of(start.spec().get("secret").asString());
        log("network: "
                + tell(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
                    }
                }));
        log("write outside: " + tell(() -> Files.writeString(outside, "was here")));
        log("read secret: " + tell(() -> Files.readString(secret)));
        log("write input: "
                + tell(() -> {
                    for (String file : start.files().values()) {
                        Files.writeString(Path.of(file), "poisoned");
                    }
                }));
        log("token in environment: " + System.getenv().containsKey("COMMONWATT_KEY"));
        log("memory is kept from: " + System.getenv("MALLOC_MMAP_THRESHOLD_") + " to: "
                + System.getenv("MALLOC_TRIM_THRESHOLD_"));
        log("threads turn: " + System.getenv("GOMP_SPINCOUNT") + " times, then: " + System.getenv("OMP_WAIT_POLICY"));
        say(new FromTrainer.Finished(
                1, Files.writeString(work.resolve("model.out"), "m").toString(), Map.of()));
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private static String tell(Attempt attempt) {
        try {
            attempt.make();
            return "possible";
        } catch (IOException refused) {
            return "impossible";
        }
    }
}
