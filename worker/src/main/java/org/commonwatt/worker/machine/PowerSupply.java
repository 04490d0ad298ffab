package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * Whether the machine runs on its battery, as Linux tells it in {@code /sys/class/power_supply} (kernel document
 * {@code Documentation/ABI/testing/sysfs-class-power}).
 */
public final class PowerSupply {

    private static final Logger LOG = LoggerFactory.getLogger(PowerSupply.class);

    private final Path supplies;

    /** @param supplies the folder {@code /sys/class/power_supply} */
    public PowerSupply(Path supplies) {
        this.supplies = supplies;
    }

    /** Answers whether this machine runs on its battery, on systems other than Linux by what OSHI finds out. */
    public static BooleanSupplier ofTheSystem() {
        Path sys = Path.of("/sys/class/power_supply");
        if (Files.isDirectory(sys)) {
            return new PowerSupply(sys)::isOnBattery;
        }
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        return () -> hardware.getPowerSources().stream()
                .anyMatch(source -> source.isDischarging() && !source.isPowerOnLine());
    }

    /** Whether a battery feeds it; a machine without a battery, or without a word on it, runs on mains. */
    public boolean isOnBattery() {
        List<Path> all = all();
        boolean plugged = all.stream()
                .filter(supply -> !read(supply, "type").equals("Battery") && isTheMachines(supply))
                .anyMatch(supply -> read(supply, "online").matches("[1-9]"));
        return !plugged
                && all.stream()
                        .filter(supply -> read(supply, "type").equals("Battery")
                                && isTheMachines(supply)
                                && !read(supply, "present").equals("0"))
                        .anyMatch(supply -> read(supply, "status").equals("Discharging"));
    }

    /** A mouse has a battery too, and a tablet a plug; their scope is "Device". */
    private static boolean isTheMachines(Path supply) {
        return !read(supply, "scope").equals("Device");
    }

    private List<Path> all() {
        if (!Files.isDirectory(supplies)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(supplies)) {
            return found.toList();
        } catch (IOException unreadable) {
            LOG.debug("{} can't be read", supplies, unreadable);
            return List.of();
        }
    }

    private static String read(Path supply, String name) {
        try {
            return Files.readString(supply.resolve(name)).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
