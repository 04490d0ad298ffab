package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a process to as many logical processors as the machine's owner lends. With how many threads a run computes is for its
 * spec or its checkpoint to say, as its bits depend on it: threads beyond the processors take turns on them.
 */
final class LentProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(LentProcessors.class);

    /** Of util-linux. */
    private static final boolean HAS_TASKSET = Files.isExecutable(Path.of("/usr/bin/taskset"));

    private static final String ALLOWED = "Cpus_allowed_list:";

    private LentProcessors() {}

    /**
     * The command, held to so many of the processors that the worker may use itself; unchanged where the system can't.
     *
     * @param lent how many, or null for all
     */
    static List<String> hold(List<String> command, @Nullable Integer lent) {
        if (lent == null || !HAS_TASKSET) {
            return command;
        }
        List<Integer> own = own();
        if (lent >= own.size()) {
            return command;
        }
        String list = own.subList(0, lent).stream().map(String::valueOf).collect(Collectors.joining(","));
        List<String> held = new ArrayList<>(List.of("taskset", "-c", list));
        held.addAll(command);
        return held;
    }

    /** Numbers of the processors that the worker may use, in ascending order; none where that can't be learned. */
    private static List<Integer> own() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line ->
                            Stream.of(line.substring(ALLOWED.length()).strip().split(",")))
                    .flatMapToInt(LentProcessors::range)
                    .boxed()
                    .toList();
        } catch (IOException | NumberFormatException unreadable) {
            LOG.warn("The trainer is not held to the processors that are lent: {}", unreadable.toString());
            return List.of();
        }
    }

    /** Of "4-6" or "4", as the kernel writes them. */
    private static IntStream range(String text) {
        String[] ends = text.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
