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

import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.machine.MachineProbe;

/**
 * Processor time that the meters take in the worker's process, as a share of one core, less what the same process takes
 * without them: with two processors' counters and two
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
        MachineProbe probe = new MachineProbe(() -> OwnerLimits.NONE, folder, new IdleClock(folder.resolve("last"), Instant.now(), clock), "bench");
        MachineMeter.Places places =
                new MachineMeter.Places(powercap(folder.resolve("powercap")), folder, List.of(tool(folder).toString()));
        Process trainer = new ProcessBuilder("sh", "-c", "sleep 3600 & sleep 3600 & wait").start();
        try (MachineMeter meter = MachineMeter.start(probe, places, folder.resolve("idle.json"))) {
            EnergyMeter.Reading reading = meter.begin(trainer.toHandle());
            run(reading::soFar, report, Duration.ofSeconds(30));
            double with = run(reading::soFar, report, length);
            List<String> sensors = meter.sensors();
            meter.close();
            double without = run(() -> {}, report, length);
            System.out.printf(
                    Locale.ROOT,
                    "{\"seconds\": %d, \"share\": %.5f, \"withMeters\": %.5f, \"withoutMeters\": %.5f, \"sensors\": %d}%n",
                    length.toSeconds(),
                    Math.max(0, with - without),
                    with,
                    without,
                    sensors.size());
        } finally {
            trainer.descendants().forEach(ProcessHandle::destroy);
            trainer.destroy();
        }
        System.exit(0);
    }

    /** Share of a core that the process takes while something is done as often as a run reports. */
    private static double run(Runnable report, Duration every, Duration length) throws InterruptedException {
        long before = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        while (System.nanoTime() - began < length.toNanos()) {
            Thread.sleep(every);
            report.run();
        }
        return (SYSTEM.getProcessCpuTime() - before) / (double) (System.nanoTime() - began);
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
