package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like {@code /sys/class/powercap} of a machine with two processors. */
final class PowercapTree {

    /** What Intel's processors give: 2^32 − 1 units of 61 µJ. */
    static final long RANGE = 262_143_328_850L;

    final Path root;

    PowercapTree(Path root) throws IOException {
        this.root = root;
        domain("intel-rapl:0", "package-0", RANGE);
        domain("intel-rapl:0:0", "core", RANGE);
        domain("intel-rapl:0:1", "dram", 65_712_999_613L);
        domain("intel-rapl:1", "package-1", RANGE);
        domain("intel-rapl:2", "psys", RANGE);
        domain("intel-rapl-mmio:0", "package-0", RANGE);
        Files.createDirectories(root.resolve("intel-rapl"));
    }

    void domain(String folder, String name, long range) throws IOException {
        Path domain = Files.createDirectories(root.resolve(folder));
        Files.writeString(domain.resolve("name"), name + "\n");
        Files.writeString(domain.resolve("max_energy_range_uj"), range + "\n");
        set(folder, 1_000_000);
    }

    void set(String folder, long microjoules) throws IOException {
        Files.writeString(root.resolve(folder).resolve("energy_uj"), microjoules + "\n");
    }
}
