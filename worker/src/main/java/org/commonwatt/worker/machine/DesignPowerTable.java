package org.commonwatt.worker.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Finds a processor's thermal design power by the name that it reports. */
final class DesignPowerTable {

    /**
     * W per logical core where a processor is unknown: the value that CodeCarbon assumes ({@code DEFAULT_POWER_PER_CORE}
     * in its {@code core/cpu.py}).
     */
    static final double WATTS_PER_UNKNOWN_CORE = 4;

    private static final Pattern MARKS = Pattern.compile("\\((r|tm|c)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)");
    private static final Pattern TAIL =
            Pattern.compile("(@| with | w/ |\\d+-core|eight-core|six-core|quad-core|dual-core).*");
    private static final Pattern NOISE = Pattern.compile("\\b(cpu|processor|apu)\\b|^\\d+th gen ");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Map<String, Double> wattsByName;

    private DesignPowerTable(Map<String, Double> wattsByName) {
        this.wattsByName = wattsByName;
    }

    static DesignPowerTable load() {
        Map<String, Double> watts = new HashMap<>();
        InputStream resource = Objects.requireNonNull(
                DesignPowerTable.class.getResourceAsStream("cpu-design-power.csv"), "the design power table");
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            rows.lines().filter(row -> !row.startsWith("#")).skip(1).forEach(row -> {
                int comma = row.lastIndexOf(',');
                watts.merge(
                        normalise(row.substring(0, comma)), Double.parseDouble(row.substring(comma + 1)), Math::max);
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new DesignPowerTable(watts);
    }

    /**
     * The design power of a machine's processors.
     *
     * @param cpu the processor's name as it reports itself
     * @param packages number of processors in the machine
     * @param cores logical cores that this system sees
     * @param virtual whether this system is a virtual machine, which sees a part of a processor
     * @param byOwner what the owner says, in W, or null
     */
    DesignPower lookUp(String cpu, int packages, int cores, boolean virtual, @Nullable Double byOwner) {
        if (byOwner != null) {
            return new DesignPower(byOwner, cores, "the machine's owner");
        }
        OptionalDouble listed = find(cpu);
        if (listed.isPresent() && !virtual) {
            return new DesignPower(
                    listed.getAsDouble() * Math.max(1, packages), cores, "the maker's figure for " + cpu.strip());
        }
        double assumed = WATTS_PER_UNKNOWN_CORE * cores;
        // A part of a processor never has more than the whole of it.
        double watts = listed.isPresent() ? Math.min(assumed, listed.getAsDouble()) : assumed;
        String why = virtual ? "a virtual machine" : "a processor that is not in the table";
        return new DesignPower(
                watts,
                cores,
                String.format(
                        Locale.ROOT,
                        "an estimate of %.1f W for each of %d logical cores (%s; CodeCarbon's default)",
                        watts / cores,
                        cores,
                        why));
    }

    /** Design power of one processor of this name in W. */
    OptionalDouble find(String cpu) {
        Double watts = wattsByName.get(normalise(cpu));
        return watts == null ? OptionalDouble.empty() : OptionalDouble.of(watts);
    }

    /** Leaves maker, family and model: "Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz" is "intel xeon e5-2620 v3". */
    static String normalise(String cpu) {
        String name = MARKS.matcher(cpu.toLowerCase(Locale.ROOT)).replaceAll(" ");
        name = REMARK.matcher(name).replaceAll(" ");
        name = TAIL.matcher(name).replaceAll(" ");
        name = NOISE.matcher(name).replaceAll(" ");
        return SPACES.matcher(name).replaceAll(" ").strip();
    }
}
