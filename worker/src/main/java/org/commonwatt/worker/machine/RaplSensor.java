package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running average power limit (RAPL): counters of energy in the processor's packages and, where it has them, its memory,
 * in µJ under {@code /sys/class/powercap}. They begin anew at {@code max_energy_range_uj}, every half hour at 100 W or so,
 * and since Linux 5.10 only root may read them.
 */
final class RaplSensor implements EnergySensor {

    private static final Logger LOG = LoggerFactory.getLogger(RaplSensor.class);

    /** Under sysfs of a running system. */
    static final Path POWERCAP = Path.of("/sys/class/powercap");

    /** Longer pauses may hide a whole turn of a counter: at 1 kW the smallest usual range, 65 kJ, lasts a minute. */
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    /** More than any processor draws, in W. */
    private static final double MOST_WATTS = 2000;

    private final List<Domain> domains;
    private final LongSupplier nanoTime;
    private final String words;
    private double microjoules;
    private long lookedAt;
    private volatile Account account;

    /** What a search for the counters brought. */
    sealed interface Search {
        /** They can be read. */
        record Found(RaplSensor sensor) implements Search {}

        /** They are there, but not for this user; {@code why} is a sentence. */
        record Refused(String why) implements Search {}

        /** This machine has none, or its system does not show them. */
        record Absent() implements Search {}
    }

    private record Account(long since, OptionalDouble joules) {}

    private static final class Domain {
        private final Path counter;
        private final long range;
        private long newest;

        private final FileReader files;

        Domain(Path folder, FileReader files) throws IOException {
            this.files = files;
            counter = folder.resolve("energy_uj");
            range = number(folder.resolve("max_energy_range_uj"), files);
            newest = number(counter, files);
        }

        /** µJ since the last time, over the end of the counter's range if it passed it. */
        long step() throws IOException {
            long now = number(counter, files);
            long step = now >= newest ? now - newest : now + range - newest;
            newest = now;
            return Math.max(0, step);
        }
    }

    private RaplSensor(List<Domain> domains, String words, LongSupplier nanoTime) {
        this.domains = domains;
        this.words = words;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.account = new Account(lookedAt, OptionalDouble.of(0));
    }

    /** Reads a small file; a test's reader may be refused where root is not. */
    interface FileReader {
        String read(Path file) throws IOException;
    }

    static Search find(Path powercap, LongSupplier nanoTime) {
        return find(powercap, nanoTime, Files::readString);
    }

    static Search find(Path powercap, LongSupplier nanoTime, FileReader files) {
        List<Domain> domains = new ArrayList<>();
        int packages = 0;
        boolean memory = false;
        try (DirectoryStream<Path> zones = Files.newDirectoryStream(powercap, "intel-rapl:*")) {
            for (Path zone : zones) {
                // "psys" holds the packages once more, "core" and "uncore" are parts of a package, and the folders of
                // intel-rapl-mmio show the first package by another way.
                String name = files.read(zone.resolve("name")).strip();
                if (name.startsWith("package")) {
                    packages++;
                } else if (name.equals("dram")) {
                    memory = true;
                } else {
                    continue;
                }
                domains.add(new Domain(zone, files));
            }
        } catch (AccessDeniedException refused) {
            return new Search.Refused("the processor's energy counters (RAPL) are there, but " + refused.getFile()
                    + " may only be read by root");
        } catch (IOException | RuntimeException absent) {
            LOG.debug("No energy counters in {}", powercap, absent);
            return new Search.Absent();
        }
        if (packages == 0) {
            return new Search.Absent();
        }
        String words = "RAPL counters of " + (packages == 1 ? "the processor" : packages + " processors")
                + (memory ? " and the memory" : "");
        return new Search.Found(new RaplSensor(domains, words, nanoTime));
    }

    @Override
    public Part part() {
        return Part.PROCESSORS;
    }

    @Override
    public synchronized void look() {
        long now = nanoTime.getAsLong();
        try {
            long step = 0;
            long largest = 0;
            for (Domain domain : domains) {
                long one = domain.step();
                step += one;
                largest = Math.max(largest, one);
            }
            // The clock stands still in a sleep, from which counters may come back at 0: that looks like a turn, and is
            // none.
            double most = MOST_WATTS * ((now - lookedAt) / 1e9 + 1) * 1e6;
            if (now - lookedAt > LONGEST_PAUSE_NANOS || largest > most) {
                // How often a counter turned meanwhile is anybody's guess.
                account = new Account(now, OptionalDouble.of(microjoules / 1e6));
            } else {
                microjoules += step;
                account = new Account(account.since(), OptionalDouble.of(microjoules / 1e6));
            }
            lookedAt = now;
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("The energy counters can't be read any more", unreadable);
            account = new Account(now, OptionalDouble.empty());
        }
    }

    @Override
    public OptionalDouble joules() {
        return account.joules();
    }

    @Override
    public long unbrokenSince() {
        return account.since();
    }

    @Override
    public boolean counts() {
        return true;
    }

    @Override
    public String words() {
        return words;
    }

    private static long number(Path file, FileReader files) throws IOException {
        try {
            return Long.parseLong(files.read(file).strip());
        } catch (NumberFormatException notOne) {
            throw new IOException(file + " holds no number", notOne);
        }
    }
}
