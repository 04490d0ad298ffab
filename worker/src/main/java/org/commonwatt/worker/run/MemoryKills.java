package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Whether the kernel killed anything for want of memory since a moment: it counts such kills in {@code /proc/vmstat}. A
 * trainer that was killed while the count stood still was killed by somebody, and may do well elsewhere. Other systems have
 * no such count, and there nobody is blamed.
 */
final class MemoryKills {

    private static final Path COUNTS = Path.of("/proc/vmstat");
    private static final String NAME = "oom_kill ";

    private final OptionalLong before;

    private MemoryKills(OptionalLong before) {
        this.before = before;
    }

    static MemoryKills fromNow() {
        return new MemoryKills(count());
    }

    boolean happened() {
        OptionalLong now = count();
        return before.isPresent() && now.isPresent() && now.getAsLong() > before.getAsLong();
    }

    private static OptionalLong count() {
        try (Stream<String> lines = Files.lines(COUNTS)) {
            return lines.filter(line -> line.startsWith(NAME))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(NAME.length()).strip()))
                    .findFirst();
        } catch (IOException | RuntimeException notKept) {
            return OptionalLong.empty();
        }
    }
}
