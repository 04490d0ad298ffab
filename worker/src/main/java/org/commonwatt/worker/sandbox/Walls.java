package org.commonwatt.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A way of shutting a process in. */
sealed interface Walls {

    /** What provides them, for people. */
    String name();

    /** What they hold a process to. */
    Set<Protection> protections();

    /** The command that runs another within these walls. */
    List<String> wrap(List<String> command, Reach reach);

    /**
     * Bubblewrap: no network, own process tree, no file but those named, and an end of its own when the worker's thread that
     * started it ends.
     *
     * @param filter file with the system calls' filter, or null where it has to do without
     */
    record Bubblewrap(@Nullable Path filter) implements Walls {

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
        public String name() {
            return "bubblewrap";
        }

        @Override
        public Set<Protection> protections() {
            Set<Protection> all = EnumSet.allOf(Protection.class);
            if (filter == null) {
                all.remove(Protection.NEW_PROCESSES);
            }
            return all;
        }

        @Override
        public List<String> wrap(List<String> command, Reach reach) {
            List<String> wrapped = new ArrayList<>();
            if (filter != null) {
                // The filter is passed as an open file, which a shell can do and Java can't.
                wrapped.addAll(List.of("/bin/sh", "-c", "exec 9<\"$0\" && exec \"$@\"", filter.toString()));
            }
            wrapped.addAll(List.of(
                    "bwrap",
                    "--unshare-net",
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--die-with-parent",
                    "--new-session",
                    "--cap-drop",
                    "ALL"));
            if (filter != null) {
                wrapped.addAll(List.of("--seccomp", "9"));
            }
            Stream.concat(SYSTEM.stream(), javaConfiguration())
                    .forEach(path -> wrapped.addAll(List.of("--ro-bind-try", path, path)));
            wrapped.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--dir", "/tmp"));
            for (Path path : reach.readable()) {
                wrapped.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
            for (Path path : reach.writable()) {
                wrapped.addAll(List.of("--bind", path.toString(), path.toString()));
            }
            // The root and /dev are file systems in memory: nothing may be written there either.
            wrapped.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--"));
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

    /** util-linux's {@code unshare}: no network and a process tree of its own, but the system's files as they are. */
    record Namespaces() implements Walls {

        @Override
        public String name() {
            return "namespaces";
        }

        @Override
        public Set<Protection> protections() {
            return EnumSet.of(Protection.NETWORK, Protection.OTHER_PROCESSES, Protection.MEMORY, Protection.LIFETIME);
        }

        @Override
        public List<String> wrap(List<String> command, Reach reach) {
            List<String> wrapped = new ArrayList<>(List.of(
                    "setpriv",
                    "--pdeathsig",
                    "KILL",
                    "unshare",
                    "--user",
                    "--map-current-user",
                    "--net",
                    "--pid",
                    "--ipc",
                    "--uts",
                    "--mount",
                    "--fork",
                    "--kill-child=KILL",
                    "--mount-proc",
                    "setpriv",
                    "--no-new-privs",
                    "--bounding-set=-all",
                    "--inh-caps=-all"));
            wrapped.addAll(command);
            return wrapped;
        }
    }

    /** Limits alone: a process like any other of the worker's user, that ends with the worker. */
    record Limits() implements Walls {

        @Override
        public String name() {
            return "limits";
        }

        @Override
        public Set<Protection> protections() {
            return EnumSet.of(Protection.MEMORY, Protection.LIFETIME);
        }

        @Override
        public List<String> wrap(List<String> command, Reach reach) {
            List<String> wrapped = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--no-new-privs"));
            wrapped.addAll(command);
            return wrapped;
        }
    }

    /** Nothing but a process of its own. */
    record None() implements Walls {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public Set<Protection> protections() {
            return EnumSet.noneOf(Protection.class);
        }

        @Override
        public List<String> wrap(List<String> command, Reach reach) {
            return command;
        }
    }
}
