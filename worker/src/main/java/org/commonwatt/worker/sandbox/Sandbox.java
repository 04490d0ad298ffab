package org.commonwatt.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** What keeps a trainer from the rest of the machine: walls, and within them limits that the kernel keeps. */
public final class Sandbox {

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal at once, and what a service manager sends reaches every
     * process of the service. Walls of a process of their own would end by it, and take the trainer along before its last
     * checkpoint. A signal that is ignored stays so in what is started instead of the shell.
     */
    private static final List<String> DEAF_TO_SIGNALS =
            List.of("/bin/sh", "-c", "trap '' HUP INT QUIT TERM; exec \"$@\"", "sh");

    private static final String HANGS = "it hangs";

    private final Walls walls;
    private final boolean limits;
    private final Protections protections;

    private Sandbox(Walls walls, boolean limits, @Nullable String cure) {
        this.walls = walls;
        this.limits = limits;
        Set<Protection> on = EnumSet.noneOf(Protection.class);
        on.addAll(walls.protections());
        if (!limits) {
            on.remove(Protection.MEMORY);
        }
        this.protections = new Protections(walls.name(), on, cure);
    }

    /** Walls of one kind, whatever others the system has. */
    static Sandbox of(Walls walls) {
        return new Sandbox(walls, !(walls instanceof Walls.None), "Chosen so.");
    }

    /** Which protections hold here. */
    public Protections protections() {
        return protections;
    }

    /** The command that runs another in the sandbox. */
    public List<String> wrap(List<String> command, Reach reach) {
        List<String> limited = new ArrayList<>();
        if (limits) {
            limited.addAll(List.of("prlimit", "--core=0"));
            if (reach.memoryBytes() < Long.MAX_VALUE) {
                limited.add("--data=" + reach.memoryBytes());
            }
            if (reach.fileBytes() < Long.MAX_VALUE) {
                limited.add("--fsize=" + reach.fileBytes());
            }
        }
        limited.addAll(command);
        if (walls instanceof Walls.None) {
            return limited;
        }
        List<String> whole = new ArrayList<>(DEAF_TO_SIGNALS);
        whole.addAll(walls.wrap(limited, reach));
        return whole;
    }

    /**
     * The best sandbox that works here, found by starting Java in each until one does.
     *
     * @param java the Java program
     * @param readable what a trainer would have to read
     * @param folder where a file may be left for those to come; nothing in a sandbox may write to it
     */
    public static Sandbox find(Path java, Collection<Path> readable, Path folder) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return new Sandbox(new Walls.None(), false, "This system has no sandbox that the worker knows.");
        }
        String firstTrouble = null;
        for (Walls walls : candidates(folder)) {
            Sandbox candidate = new Sandbox(walls, true, null);
            String trouble = candidate.trial(java, readable);
            if (HANGS.equals(trouble)) {
                // A machine that just starts may be slow once; weaker walls would stand for as long as the worker runs.
                trouble = candidate.trial(java, readable);
            }
            if (trouble == null) {
                return new Sandbox(walls, true, firstTrouble);
            }
            firstTrouble = firstTrouble == null ? cure(walls, trouble) : firstTrouble;
        }
        return new Sandbox(new Walls.None(), false, firstTrouble);
    }

    private static List<Walls> candidates(Path folder) {
        List<Walls> candidates = new ArrayList<>();
        SystemCallFilter.program(System.getProperty("os.arch")).ifPresent(program -> {
            try {
                Path file = folder.resolve("calls.bpf");
                Path draft = folder.resolve("calls.bpf.draft");
                Files.write(draft, program);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                candidates.add(new Walls.Bubblewrap(file.toAbsolutePath()));
            } catch (IOException unwritable) {
                // Without the file there are the walls without a filter.
                return;
            }
        });
        candidates.addAll(List.of(new Walls.Bubblewrap(null), new Walls.Namespaces(), new Walls.Limits()));
        return candidates;
    }

    private static String cure(Walls walls, String trouble) {
        return walls instanceof Walls.Bubblewrap && (trouble.contains("not found") || trouble.contains("No such file"))
                ? "Install bubblewrap (Debian, Ubuntu, Fedora: package bubblewrap) for the rest."
                : "bubblewrap does not work here (" + trouble + ").";
    }

    /** What speaks against these walls here, or null. */
    @Nullable
    String trial(Path java, Collection<Path> readable) {
        Process trial;
        try {
            List<String> command = List.of(java.toString(), "-Xmx32m", "-XX:+UseSerialGC", "-version");
            trial = new ProcessBuilder(wrap(command, new Reach(readable, List.of(), 1L << 30, 1 << 20)))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            return String.valueOf(absent.getMessage());
        }
        try {
            if (!trial.waitFor(20, TimeUnit.SECONDS)) {
                return HANGS;
            }
            String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return trial.exitValue() == 0 ? null : said.lines().findFirst().orElse("status " + trial.exitValue());
        } catch (IOException unreadable) {
            return "its answer can't be read";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "the worker is stopping";
        } finally {
            trial.destroyForcibly();
        }
    }
}
