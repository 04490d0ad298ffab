package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.worker.machine.OwnerLimits;

/** Reads the owner's limits from {@code worker.yaml}: {@code threads}, {@code memoryShare}, {@code disk}, {@code zone}, {@code cpuTdpWatts}. */
final class LimitsFile {

    private static final Set<String> NAMES = Set.of("threads", "memoryShare", "disk", "zone", "cpuTdpWatts");

    private final Path file;

    LimitsFile(Path file) {
        this.file = file;
    }

    /** The limits; the defaults where there is no file. */
    OwnerLimits read() throws Complaint {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException none) {
            return OwnerLimits.DEFAULT;
        } catch (IOException unreadable) {
            throw complaint("can't be read: " + unreadable.getMessage());
        }
        Object document;
        try {
            document = new Load(LoadSettings.builder()
                            .setAllowDuplicateKeys(false)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException notYaml) {
            throw complaint(
                    "is not YAML (" + String.valueOf(notYaml.getMessage()).replaceAll("\\s+", " ") + ")");
        }
        return switch (document) {
            case null -> OwnerLimits.DEFAULT;
            case Map<?, ?> values -> limits(values);
            default -> throw complaint("should hold lines such as \"threads: 2\"");
        };
    }

    private OwnerLimits limits(Map<?, ?> values) throws Complaint {
        for (Object name : values.keySet()) {
            if (!(name instanceof String known && NAMES.contains(known))) {
                throw complaint(
                        "has an unknown name " + name + "; known are " + String.join(", ", new TreeSet<>(NAMES)));
            }
        }
        OwnerLimits defaults = OwnerLimits.DEFAULT;
        Double threads = number(values, "threads", 1, 4096);
        if (threads != null && threads != Math.rint(threads)) {
            throw complaint("should give threads as a whole number");
        }
        Double share = number(values, "memoryShare", 0.01, 1);
        Double watts = number(values, "cpuTdpWatts", 0.1, 10_000);
        return new OwnerLimits(
                threads == null ? null : threads.intValue(),
                share == null ? defaults.memoryShare() : share,
                disk(values.get("disk"), defaults.diskBytes()),
                zone(values.get("zone")),
                watts);
    }

    private @Nullable Double number(Map<?, ?> values, String name, double least, double most) throws Complaint {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw complaint("should give " + name + " as a number from " + least + " to " + most + ", not " + value);
    }

    private long disk(@Nullable Object value, long otherwise) throws Complaint {
        if (value == null) {
            return otherwise;
        }
        try {
            return ByteSize.parse(value.toString()).bytes();
        } catch (IllegalArgumentException wrong) {
            throw complaint("should give disk as " + wrong.getMessage());
        }
    }

    private @Nullable String zone(@Nullable Object value) throws Complaint {
        if (value == null || value instanceof String text && text.matches(Zone.PATTERN)) {
            return (String) value;
        }
        throw complaint("should give zone as " + Zone.WORDS + ", not " + value);
    }

    private Complaint complaint(String what) {
        return new Complaint(
                Complaint.Code.MACHINE, "The limits in " + file + " are not clear: the file " + what + ".");
    }
}
