package org.commonwatt.worker.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks with {@code nvidia-smi}. One process stays and writes a line for each graphics processor every few seconds: to
 * start one for each look would cost more than all other meters together.
 */
final class NvidiaSmi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);

    private static final int EVERY_MILLIS = 5000;
    private static final long STALE_NANOS = 30_000_000_000L;

    /** Some drivers tell their counter of energy; under which name is looked up in the tool's own list of fields. */
    private static final Pattern COUNTER = Pattern.compile("\"(total[._]energy[._]consumption)\"");

    private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(W|mW|J|mJ|kJ|Wh)");

    private final List<String> command;
    private final @Nullable String counterField;
    private final LongSupplier nanoTime;
    private final SortedMap<String, Line> newest = new TreeMap<>();
    private @Nullable Process stream;
    private long startedAt;

    /**
     * All graphics processors at a moment.
     *
     * @param watts what they draw together, or nothing where one of them did not say
     * @param joules the counter of each, empty for one that has none
     */
    record Round(OptionalDouble watts, List<OptionalDouble> joules) {

        static final Round NOTHING = new Round(OptionalDouble.empty(), List.of());
    }

    /** What one line says. */
    record Line(String board, OptionalDouble watts, OptionalDouble joules, long at) {}

    /** @param command the tool, as one would start it, without arguments */
    NvidiaSmi(List<String> command, LongSupplier nanoTime) {
        this.command = List.copyOf(command);
        this.nanoTime = nanoTime;
        Matcher field = COUNTER.matcher(ask("--help-query-gpu"));
        this.counterField = field.find() ? field.group(1) : null;
    }

    /** What the boards last said; nothing while they have not all spoken lately. */
    synchronized Round newest() {
        long now = nanoTime.getAsLong();
        boolean dead = stream == null || !stream.isAlive();
        if (dead && (stream == null || now - startedAt > STALE_NANOS)) {
            start();
        }
        List<Line> lines = List.copyOf(newest.values());
        if (lines.isEmpty() || lines.stream().anyMatch(line -> now - line.at() > STALE_NANOS)) {
            return Round.NOTHING;
        }
        boolean all = lines.stream().allMatch(line -> line.watts().isPresent());
        double watts =
                lines.stream().mapToDouble(line -> line.watts().orElse(0)).sum();
        return new Round(
                all ? OptionalDouble.of(watts) : OptionalDouble.empty(),
                lines.stream().map(Line::joules).toList());
    }

    /** Processes that compute on a graphics processor at this moment. */
    Set<Long> computing() {
        return ask("--query-compute-apps=pid", "--format=csv,noheader")
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The power limits of all boards together in W; empty where one has none. */
    OptionalDouble powerLimit() {
        double sum = 0;
        List<String> lines =
                ask("--query-gpu=power.limit", "--format=csv,noheader").lines().toList();
        for (String line : lines) {
            OptionalDouble watts = quantity(line);
            if (watts.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += watts.getAsDouble();
        }
        return lines.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    /** Reads {@code 0, 71.24 W} or {@code 0, 71.24 W, 123456 mJ}; a field such as {@code [N/A]} says nothing. */
    static @Nullable Line parse(String line, long at) {
        String[] fields = line.split("\\s*,\\s*");
        if (fields.length < 2 || !fields[0].strip().matches("[0-9]{1,3}")) {
            return null;
        }
        OptionalDouble joules = fields.length > 2 ? quantity(fields[2]) : OptionalDouble.empty();
        return new Line(fields[0].strip(), quantity(fields[1]), joules, at);
    }

    /** A quantity in W or J, whichever its unit belongs to. */
    private static OptionalDouble quantity(String text) {
        Matcher quantity = QUANTITY.matcher(text.strip());
        if (!quantity.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(quantity.group(1));
        return OptionalDouble.of(
                switch (quantity.group(2)) {
                    case "mW", "mJ" -> value / 1000;
                    case "kJ" -> value * 1000;
                    case "Wh" -> value * 3600;
                    default -> value;
                });
    }

    private void start() {
        startedAt = nanoTime.getAsLong();
        newest.clear();
        String fields = "index,power.draw" + (counterField == null ? "" : "," + counterField);
        try {
            Process process = process("--query-gpu=" + fields, "--format=csv,noheader", "-lms", "" + EVERY_MILLIS);
            stream = process;
            Thread.ofVirtual().name("nvidia-smi").start(() -> read(process));
        } catch (IOException absent) {
            LOG.debug("nvidia-smi can't be started", absent);
        }
    }

    private void read(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(process, line);
            }
        } catch (IOException ended) {
            LOG.debug("nvidia-smi ended", ended);
        }
    }

    private synchronized void heard(Process speaker, String text) {
        Line line = parse(text, nanoTime.getAsLong());
        if (line == null) {
            LOG.debug("nvidia-smi says: {}", text);
        } else if (speaker == stream) {
            newest.put(line.board(), line);
        }
    }

    /** What the tool writes; empty where it is missing, fails, or does not end within 10 s. */
    private String ask(String... arguments) {
        try {
            Process process = process(arguments);
            Thread timer = Thread.ofVirtual().start(() -> endAfterTenSeconds(process));
            try {
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? text : "";
            } finally {
                timer.interrupt();
                process.destroyForcibly();
            }
        } catch (IOException | UncheckedIOException absent) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void endAfterTenSeconds(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            LOG.trace("It ended by itself");
        }
    }

    private Process process(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public synchronized void close() {
        if (stream != null) {
            stream.destroyForcibly();
        }
    }
}
