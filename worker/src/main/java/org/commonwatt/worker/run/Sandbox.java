package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What keeps a trainer from the rest of the machine. */
sealed interface Sandbox {

    /** A sentence for people. */
    String description();

    /**
     * The command that runs another in the sandbox.
     *
     * @param command what to run
     * @param readable files and folders that it may read, beside the system's programs and libraries
     * @param writable folders that it may write
     */
    List<String> wrap(List<String> command, Collection<Path> readable, Collection<Path> writable);

    /** Nothing but a process of its own. */
    record None(String reason) implements Sandbox {
        @Override
        public String description() {
            return "none: " + reason;
        }

        @Override
        public List<String> wrap(List<String> command, Collection<Path> readable, Collection<Path> writable) {
            return command;
        }
    }

    /**
     * Bubblewrap: no network, own process tree, no file but those named, and an end of its own when the worker's thread
     * that started it ends.
     */
    record Bubblewrap() implements Sandbox {

        /** Programs, libraries and the few files of /etc that a Java machine reads. */
        private static final List<String> SYSTEM = List.of(
                "/usr",
                "/bin",
                "/lib",
                "/lib64",
                "/opt",
                "/nix",
                "/etc/ld.so.cache",
                "/etc/ld.so.conf",
                "/etc/ld.so.conf.d",
                "/etc/alternatives",
                "/etc/localtime",
                // The processors' layout, by which PyTorch chooses its kernels.
                "/sys/devices/system");

        @Override
        public String description() {
            return "bubblewrap: no network, no other process, no file but the run's own";
        }

        @Override
        public List<String> wrap(List<String> command, Collection<Path> readable, Collection<Path> writable) {
            List<String> wrapped = new ArrayList<>(List.of(
                    "bwrap",
                    "--unshare-net",
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--die-with-parent",
                    "--new-session",
                    "--cap-drop",
                    "ALL"));
            Stream.concat(SYSTEM.stream(), javaConfiguration())
                    .forEach(path -> wrapped.addAll(List.of("--ro-bind-try", path, path)));
            wrapped.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--dir", "/tmp"));
            for (Path path : readable) {
                wrapped.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
            for (Path path : writable) {
                wrapped.addAll(List.of("--bind", path.toString(), path.toString()));
            }
            // The root itself is a file system in memory: nothing may be written there either.
            wrapped.addAll(List.of("--remount-ro", "/", "--"));
            wrapped.addAll(command);
            return wrapped;
        }

        /** Debian's Java machines keep their configuration here, linked from their own folder. */
        private static Stream<String> javaConfiguration() {
            try (Stream<Path> etc = Files.list(Path.of("/etc"))) {
                return etc.map(Path::toString).filter(path -> path.startsWith("/etc/java")).toList().stream();
            } catch (IOException unreadable) {
                return Stream.empty();
            }
        }
    }

    /**
     * The best sandbox that works here, found by starting Java in it once.
     *
     * @param java the Java program
     * @param readable what a trainer would have to read
     */
    static Sandbox find(Path java, Collection<Path> readable) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return new None("this system has no sandbox that the worker knows");
        }
        Bubblewrap bubblewrap = new Bubblewrap();
        Process trial;
        try {
            trial = new ProcessBuilder(bubblewrap.wrap(
                            List.of(java.toString(), "-Xmx32m", "-XX:+UseSerialGC", "-version"), readable, List.of()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            return new None("bubblewrap (bwrap) is not installed");
        }
        try {
            if (!trial.waitFor(20, TimeUnit.SECONDS)) {
                return new None("bubblewrap hangs");
            }
            if (trial.exitValue() != 0) {
                String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                return new None("bubblewrap does not work here ("
                        + said.lines().findFirst().orElse("no reason given") + ")");
            }
            return bubblewrap;
        } catch (IOException unreadable) {
            return new None("bubblewrap's answer can't be read");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new None("the worker is stopping");
        } finally {
            trial.destroyForcibly();
        }
    }
}
