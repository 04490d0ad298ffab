package org.commonwatt.worker.stub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import sun.misc.Unsafe;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * What a trainer would be if a stranger's code ever ran in it: it tries to break out in every way that we know, through Java
 * and through the C library, and says in its log what it got.
 */
public final class HostileTrainer {

    private static final int CHUNK = 16 << 20;

    private HostileTrainer() {}

    /** Reads its start, whose spec names its targets, from standard input. */
    public static void main(String[] arguments) throws Exception {
        byte[] line = new byte[1 << 16];
        int length = 0;
        for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
            line[length++] = (byte) next;
        }
        ToTrainer.Start start = (ToTrainer.Start)
                Json.mapper().readValue(new String(line, 0, length, StandardCharsets.UTF_8), ToTrainer.class);
        JsonNode spec = start.spec();
        say(new FromTrainer.Started(0, 1, 1));
        Path work = Path.of(start.workFolder());
        switch (spec.get("behaviour").asString()) {
            case "break out" -> breakOut(start, work);
            case "hoard memory" -> hoard(spec.get("bytes").asLong());
            case "lay a link" -> layLink(spec);
            case "fill the disk" -> fill(work, spec.get("bytes").asLong());
            default -> throw new IllegalArgumentException("no such behaviour");
        }
        Path model = Files.writeString(work.resolve("model.out"), "m");
        say(new FromTrainer.Finished(1, model.toString(), Map.of()));
    }

    private static void breakOut(ToTrainer.Start start, Path work) {
        JsonNode spec = start.spec();
        attempt("connect to the service", () -> {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress("127.0.0.1", spec.get("port").asInt()), 2000);
            }
        });
        attempt("connect to a socket that is a file", () -> SocketChannel.open(
                        UnixDomainSocketAddress.of(spec.get("socket").asString()))
                .close());
        attempt(
                "connect to a socket that is a name",
                () -> connectByName(spec.get("name").asString()));
        for (JsonNode secret : spec.get("secrets")) {
            attempt(
                    "read " + Path.of(secret.asString()).getFileName(),
                    () -> Files.readAllBytes(Path.of(secret.asString())));
        }
        for (JsonNode place : spec.get("places")) {
            Path folder = Path.of(place.asString());
            attempt("write to " + place.asString(), () -> Files.writeString(folder.resolve("was-here"), "x"));
        }
        for (String input : start.files().values()) {
            attempt("change an input", () -> Files.writeString(Path.of(input), "x", StandardOpenOption.WRITE));
        }
        attempt("start a process", () -> new ProcessBuilder("/bin/sleep", "600").start());
        if (spec.get("fork").asBoolean()) {
            // Where it is possible two would go on from here, so it is only tried where it is not to be.
            attempt("call fork", () -> call("fork"));
        }
        long daemon = spec.get("daemon").asLong();
        attempt("signal the daemon", () -> call("kill", (int) daemon, 0));
        attempt("trace the daemon", () -> call("ptrace", 16, (int) daemon, 0L, 0L));
        attempt("see the daemon", () -> find("cmdline", spec.get("marker").asString()));
        attempt(
                "read the daemon's environment",
                () -> find("environ", spec.get("variable").asString()));
        attempt("mount something", () -> call("mount", "none", work.toString(), "tmpfs", 0L, ""));
        attempt("make a namespace", () -> call("unshare", 0x10000000));
        attempt("keep memory that is no process's", () -> call("memfd_create", "hoard", 0));
        say(new FromTrainer.Logged(new LogLine(
                Instant.now(),
                "INFO",
                "its environment: " + System.getenv().keySet().stream().sorted().toList())));
    }

    /** Touches memory until it has {@code bytes} or is refused any more. */
    private static void hoard(long bytes) throws ReflectiveOperationException, InterruptedException {
        var field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Unsafe unsafe = (Unsafe) field.get(null);
        long held = 0;
        try {
            while (held < bytes) {
                long chunk = unsafe.allocateMemory(CHUNK);
                unsafe.setMemory(chunk, CHUNK, (byte) 1);
                held += CHUNK;
            }
            log("held " + (held >> 20) + " MiB");
        } catch (OutOfMemoryError refused) {
            log("refused after " + (held >> 20) + " MiB");
            throw refused;
        }
    }

    /** And comes up once more, which the worker may want to note there. */
    private static void layLink(JsonNode spec) throws IOException {
        Path link = Path.of(spec.get("link").asString());
        Path draft = Files.createSymbolicLink(
                link.resolveSibling("draft"), Path.of(spec.get("target").asString()));
        Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        say(new FromTrainer.Started(0, 1, 1));
    }

    private static void fill(Path work, long bytes) throws IOException, InterruptedException {
        byte[] chunk = new byte[1 << 20];
        for (int file = 0; file * (long) chunk.length < bytes; file++) {
            Files.write(work.resolve("junk-" + file), chunk);
        }
        Thread.sleep(600_000);
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static void attempt(String what, Attempt attempt) {
        String outcome;
        try {
            attempt.make();
            outcome = "possible";
        } catch (Exception refused) {
            outcome = "impossible";
        }
        log(what + ": " + outcome);
    }

    private static void connectByName(String name) throws IOException {
        int socket = call("socket", 1, 1, 0);
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        try (Memory address = new Memory(3 + bytes.length)) {
            address.setShort(0, (short) 1);
            address.setByte(2, (byte) 0);
            address.write(3, bytes, 0, bytes.length);
            call("connect", socket, address, 3 + bytes.length);
        }
    }

    /** Any process but this one and what is above it in the sandbox. */
    private static void find(String file, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    if (new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.ISO_8859_1)
                            .contains(text)) {
                        found.add(process);
                    }
                } catch (IOException hidden) {
                    continue;
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("nothing found");
        }
    }

    private static int call(String name, Object... arguments) throws IOException {
        int result = Function.getFunction("c", name).invokeInt(arguments);
        if (result < 0) {
            throw new IOException(name + " failed with " + Native.getLastError());
        }
        return result;
    }

    private static void log(String text) {
        say(new FromTrainer.Logged(new LogLine(Instant.now(), "INFO", text)));
    }

    private static synchronized void say(FromTrainer message) {
        System.out.println(Json.mapper().writeValueAsString(message));
        System.out.flush();
    }
}
