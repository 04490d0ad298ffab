import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.machine.MachineProbe;

/**
 * Processor time that the meters take in the worker's process, as a share of one core: with two processors' counters and two
 * graphics processors pretended, a lease's account read as often as a run reports, and a trainer that starts processes. What
 * nvidia-smi itself takes is its driver's matter and not counted.
 */
public final class MeterCost {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private MeterCost() {}

    /** @param args folder to work in, seconds to measure, seconds between two reports */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Duration length = Duration.ofSeconds(Long.parseLong(args[1]));
        Duration report = Duration.ofSeconds(Long.parseLong(args[2]));
        Clock clock = Clock.systemUTC();
        MachineProbe probe = new MachineProbe(PROBE_LIMITS, folder, new IdleClock(folder.resolve("last"), Instant.now(), clock), "bench");
        MachineMeter.Places places =
                new MachineMeter.Places(powercap(folder.resolve("powercap")), folder, List.of(tool(folder).toString()));
        Process trainer = new ProcessBuilder("sh", "-c", "sleep 3600 & sleep 3600 & wait").start();
        try (MachineMeter meter = MachineMeter.start(probe, places, folder.resolve("idle.json"), null)) {
            EnergyMeter.Reading reading = meter.begin(trainer.toHandle());
            run(reading, report, Duration.ofSeconds(20));
            long before = SYSTEM.getProcessCpuTime();
            long began = System.nanoTime();
            run(reading, report, length);
            double seconds = (System.nanoTime() - began) / 1e9;
            double used = (SYSTEM.getProcessCpuTime() - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"seconds\": %.1f, \"cpuSeconds\": %.3f, \"share\": %.5f, \"sensors\": %d}%n",
                    seconds,
                    used,
                    used / seconds,
                    meter.sensors().size());
        } finally {
            trainer.descendants().forEach(ProcessHandle::destroy);
            trainer.destroy();
        }
        System.exit(0);
    }

    private static void run(EnergyMeter.Reading reading, Duration report, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(report);
            reading.soFar();
        }
    }

    private static Path powercap(Path root) throws IOException {
        for (int number = 0; number < 2; number++) {
            domain(root.resolve("intel-rapl:" + number), "package-" + number);
            domain(root.resolve("intel-rapl:" + number + ":0"), "dram");
        }
        return root;
    }

    private static void domain(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("name"), name + "\n");
        Files.writeString(folder.resolve("max_energy_range_uj"), "262143328850\n");
        Files.writeString(folder.resolve("energy_uj"), "1234567890\n");
    }

    private static Path tool(Path folder) throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, """
                #!/bin/sh
                case "$1" in
                --help-query-gpu | --query-compute-apps=pid) exit 0 ;;
                --query-gpu=power.limit) echo '700.00 W' ;;
                *) while :; do printf '0, 71.24 W\\n1, 69.80 W\\n'; sleep 5; done ;;
                esac
                """);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tool;
    }
}
