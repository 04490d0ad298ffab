package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

/**
 * Processor time, which other processes on a machine change far less than the time on the clock. Linux alone.
 *
 * @param server microseconds of PostgreSQL, those of ended backends included
 * @param own microseconds of this process
 */
record Cpu(double server, double own) {

    private static final double MICROS_PER_TICK = 10_000;

    static Cpu now(long postmaster) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double ticks = ticks(postmaster, 13, 17)
                + ProcessHandle.of(postmaster).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> ticks(child.pid(), 13, 15))
                        .sum();
        return new Cpu(ticks * MICROS_PER_TICK, system.getProcessCpuTime() / 1000.0);
    }

    Cpu since(Cpu before) {
        return new Cpu(server - before.server, own - before.own);
    }

    private static double ticks(long process, int first, int end) {
        Path file = Path.of("/proc/" + process + "/stat");
        try {
            // The second field, the name, may hold anything up to its closing parenthesis.
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double sum = 0;
            for (int field = first; field < end; field++) {
                sum += Double.parseDouble(fields[field - 2]);
            }
            return sum;
        } catch (java.nio.file.NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
