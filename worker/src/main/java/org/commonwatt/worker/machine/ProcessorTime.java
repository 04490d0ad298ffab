package org.commonwatt.worker.machine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of a process and of all that it started, in user and kernel mode. Times of processes that have ended
 * since the last look stay in the sum, so it never falls.
 */
final class ProcessorTime {

    private final ProcessHandle root;
    private final Map<Long, Duration> newestByPid = new HashMap<>();

    ProcessorTime(ProcessHandle root) {
        this.root = root;
    }

    Duration total() {
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(root), root.descendants())) {
            tree.forEach(process -> process.info()
                    .totalCpuDuration()
                    .ifPresent(used ->
                            newestByPid.merge(process.pid(), used, (old, now) -> now.compareTo(old) > 0 ? now : old)));
        }
        return newestByPid.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
