package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import org.commonwatt.chaos.net.HttpLink;

/** A donated machine: a data folder, a link to the service, and a daemon that starts trainers. */
final class Node {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

    private final int number;
    private final Places places;
    private final Path data;
    private final HttpLink link;
    private final @Nullable Disk disk;
    private @Nullable Program daemon;
    private boolean wanted;
    private int ownEnds;

    Node(int number, Places places, HttpLink link, boolean withDisk) throws IOException, InterruptedException {
        this.number = number;
        this.places = places;
        this.data = places.node(number);
        this.link = link;
        Path worker = data.resolve("worker");
        this.disk = withDisk ? Disk.mount(worker) : null;
        Files.createDirectories(worker);
        Path engine = Files.createDirectories(places.kept().resolve("engine"));
        Files.createSymbolicLink(worker.resolve("engine"), engine);
        Files.writeString(worker.resolve("worker.yaml"), "threads: 1\n");
    }

    String name() {
        return "node-" + number;
    }

    HttpLink link() {
        return link;
    }

    @Nullable
    Disk disk() {
        return disk;
    }

    /** Becomes a node of the service; it has when the program ends with 0. */
    Program join(String code) throws IOException {
        return Program.start(
                command("join", link.url(), "--code", code, "--name", name(), "--data", data.toString()),
                Map.of(),
                log());
    }

    /** Starts the daemon unless it runs, and again whenever it ends without being told to. */
    synchronized void start() throws IOException, InterruptedException {
        wanted = true;
        if (daemon == null || daemon.hasEnded()) {
            Program started =
                    Program.start(command("run", "--service", link.url(), "--data", data.toString()), Map.of(), log());
            daemon = started;
            Thread.ofVirtual().start(() -> watch(started));
        }
    }

    private void watch(Program started) {
        try {
            started.await();
            Thread.sleep(Duration.ofSeconds(1));
            synchronized (this) {
                if (wanted && daemon == started) {
                    ownEnds++;
                    start();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the daemon ended though nobody ended it. */
    synchronized int ownEnds() {
        return ownEnds;
    }

    /** {@code kill -9} of the daemon; false when there was none. */
    synchronized boolean kill() {
        wanted = false;
        return daemon != null && daemon.kill();
    }

    /** Whether its daemon runs. */
    synchronized boolean isAlive() {
        return daemon != null && daemon.isAlive();
    }

    /** Stops the daemon as its owner would; false when it was not gone in time. */
    synchronized boolean stop() throws InterruptedException {
        wanted = false;
        boolean inTime = daemon == null || daemon.stop(GONE_WITHIN);
        daemon = null;
        return inTime;
    }

    /** {@code kill -9} of its trainer; false when it had none. */
    boolean killTrainer(long seed) {
        List<ProcessHandle> trainers = trainers();
        if (trainers.isEmpty()) {
            return false;
        }
        return trainers.get(new Random(seed).nextInt(trainers.size())).destroyForcibly();
    }

    List<ProcessHandle> trainers() {
        return Processes.trainersIn(data);
    }

    /** Lets everything of the node sleep, and wakes it up; false when nothing of it ran. */
    boolean freeze(Duration lasts) throws InterruptedException {
        List<ProcessHandle> sleepers = new ArrayList<>(trainers());
        synchronized (this) {
            if (daemon != null) {
                sleepers.add(daemon.handle());
            }
        }
        return Processes.freeze(sleepers, lasts);
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                places.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + places.kept().resolve("worker.jsa"),
                "-Xlog:disable",
                "-jar",
                places.workerJar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path log() {
        return places.logs().resolve(name() + ".log");
    }
}
