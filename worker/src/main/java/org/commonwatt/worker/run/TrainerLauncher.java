package org.commonwatt.worker.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.machine.OwnerOnly;
import org.commonwatt.worker.machine.MatrixKernels;
import org.commonwatt.worker.sandbox.Protections;
import org.commonwatt.worker.sandbox.Reach;
import org.commonwatt.worker.sandbox.Sandbox;

/**
 * Starts trainer processes: the worker's own Java machine and class path, another main class, its own memory limit, few
 * environment variables, and a sandbox where the system has one.
 */
public final class TrainerLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerLauncher.class);

    /** By name only: the daemon never loads this class or anything of DJL. */
    private static final String MAIN_CLASS = "org.commonwatt.worker.training.TrainerMain";

    /** What a trainer inherits; a graphics driver and a libtorch of the owner's are found by the last ones. */
    private static final List<String> INHERITED = List.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "TZ",
            "SystemRoot",
            "LD_LIBRARY_PATH",
            "PYTORCH_LIBRARY_PATH",
            "PYTORCH_VERSION",
            "PYTORCH_FLAVOR",
            "CUDA_VISIBLE_DEVICES");

    /**
     * How threads wait for the next piece of work that they share: GNU's count of turns before they sleep, and what other
     * runtimes understand. Asleep at once, two threads were half as fast as one on recurrent networks, for being woken
     * hundreds of times a step; with turns of a millisecond, as by default, they were ten times as slow as one whenever
     * another process wanted a core. A thousand turns, some microseconds, cost little of either (measured: LSTM on two
     * threads 770, 2,300 and 2,300 samples/s alone, 1,400, 800 and 130 beside a busy process).
     */
    private static final Map<String, String> WAITING_THREADS =
            Map.of("OMP_WAIT_POLICY", "PASSIVE", "GOMP_SPINCOUNT", "1000");

    /**
     * Lets glibc keep what a step frees for the next one: 32 MiB, the most it takes, is what an array must have to get
     * pages of its own, and nothing goes back to the system below 4 GiB. By its own rules it often gives every array of a
     * step back and fetches it anew, depending on what the process did before (measured: a step of 55 ms took 109 ms in one
     * start of three). That holds for its main arena alone: another thread's, as Java's are, comes in heaps of 64 MiB, which go
     * back whenever they are empty, so that a step that fills more than one maps and clears them each time. Hence one arena
     * for all threads. Other C libraries do not know these names.
     */
    private static final Map<String, String> KEPT_MEMORY = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", String.valueOf(32L << 20),
            "MALLOC_TRIM_THRESHOLD_", String.valueOf(4L << 30));

    private static final boolean HAS_NICE = Files.isExecutable(Path.of("/usr/bin/nice"));

    private final String mainClass;
    private final String classPath;
    private final Path java;
    private final Path engine;
    private final Sandbox sandbox;
    private final Map<String, String> kernels = MatrixKernels.environment();

    /** @param engine folder for the native engine, unpacked there at the first start */
    public TrainerLauncher(Path engine) throws IOException {
        this(engine, MAIN_CLASS, System.getProperty("java.class.path"));
    }

    /** A launcher of another trainer, given by its main class and class path. */
    public TrainerLauncher(Path engine, String mainClass, String classPath) throws IOException {
        this(engine, mainClass, classPath, null);
    }

    /** The same in a given sandbox, or the best that there is for null. */
    TrainerLauncher(Path engine, String mainClass, String classPath, @Nullable Sandbox given) throws IOException {
        this.mainClass = mainClass;
        this.classPath = absolute(classPath);
        this.java = Path.of(System.getProperty("java.home"), "bin", "java");
        OwnerOnly.makeFolder(engine);
        this.engine = engine.toRealPath();
        this.sandbox = given == null ? Sandbox.find(java, readable(), beside(this.engine)) : given;
        if (protections().off().isEmpty()) {
            LOG.info("Trainer sandbox: {}", protections().words());
        } else {
            LOG.warn("Trainer sandbox: {}", protections().words());
        }
    }

    /** A folder that no trainer writes to; the engine's own is open to the first one, which unpacks it. */
    private static Path beside(Path engine) {
        return Objects.requireNonNull(engine.getParent(), "the engine lies in the worker's folder");
    }

    /** Which protections a trainer runs under. */
    public Protections protections() {
        return sandbox.protections();
    }

    /**
     * Starts a trainer. The sandbox ends together with the thread that calls this, so that thread has to live as long as
     * the trainer.
     *
     * @param workFolder the only folder that the trainer may write to
     * @param inputs files and folders that it may read
     */
    Process start(Path workFolder, Collection<Path> inputs, Bounds bounds) throws IOException {
        Path work = workFolder.toRealPath();
        Set<Path> readable = new LinkedHashSet<>(readable());
        for (Path input : inputs) {
            readable.add(input.toRealPath());
        }
        List<Path> writable = isPrepared() ? List.of(work) : List.of(work, engine);
        if (isPrepared()) {
            readable.add(engine);
        }
        Reach reach = new Reach(
                readable, writable, bounds.most().memoryBytes(), bounds.most().fileBytes());
        List<String> confined = sandbox.wrap(command(work, bounds.memoryBytes()), reach);
        ProcessBuilder builder = new ProcessBuilder(polite(LentProcessors.hold(confined, bounds.processors()), bounds))
                .directory(work.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("HOME", work.toString());
        environment.put("DJL_CACHE_DIR", engine.toString());
        environment.putAll(WAITING_THREADS);
        environment.putAll(KEPT_MEMORY);
        environment.putAll(kernels);
        if (!bounds.graphics()) {
            environment.put("CUDA_VISIBLE_DEVICES", "");
        }
        return builder.start();
    }

    /** Notes that a trainer came up, so that the unpacked engine is whole; later trainers can only read it. */
    void cameUp() {
        try {
            if (!isPrepared()) {
                Files.writeString(preparedMark(), classPath);
            }
        } catch (IOException unwritable) {
            LOG.warn("Could not note that the engine is unpacked: {}", unwritable.toString());
        }
    }

    private boolean isPrepared() {
        try {
            // Another class path may hold another engine.
            return Files.exists(preparedMark())
                    && Files.readString(preparedMark()).equals(classPath);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Beside the engine: the first trainer may write to its folder, and could lay a link there to what is none of its business. */
    private Path preparedMark() {
        return beside(engine).resolve(engine.getFileName() + ".prepared");
    }

    /** A trainer that steps back for others, where the system knows how. */
    private static List<String> polite(List<String> command, Bounds bounds) {
        if (bounds.nice() == 0 || !HAS_NICE) {
            return command;
        }
        List<String> polite = new ArrayList<>(List.of("nice", "-n", String.valueOf(bounds.nice())));
        polite.addAll(command);
        return polite;
    }

    private List<String> command(Path work, long memoryBytes) {
        long heapMiB = Math.max(128, (memoryBytes * 2 / 5) >> 20);
        return List.of(
                java.toString(),
                "-Xmx" + heapMiB + "m",
                "-XX:MaxDirectMemorySize=" + heapMiB + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + CrashReport.in(work),
                "-Djava.io.tmpdir=" + work,
                "-Duser.home=" + work,
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                mainClass);
    }

    /** The Java machine and the class path; a jar's manifest may name more jars in the folder {@code lib} beside it. */
    private Set<Path> readable() {
        Set<Path> paths = new LinkedHashSet<>();
        paths.add(Path.of(System.getProperty("java.home")));
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            paths.add(path);
            paths.add(path.resolveSibling("lib"));
        }
        paths.removeIf(path -> !Files.exists(path));
        return paths;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .forEach(entries::add);
        return String.join(File.pathSeparator, entries);
    }
}
