package org.commonwatt.worker.limits;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import org.commonwatt.protocol.form.Durations;
import org.commonwatt.protocol.spec.ByteSize;

/** Reads the owner's limits from {@code worker.yaml}. */
public final class LimitsFile {

    private static final Set<String> NAMES = Set.of(
            "threads",
            "cpuShare",
            "nice",
            "memoryShare",
            "disk",
            "gpu",
            "gpuPowerCapWatts",
            "onlyWhenIdle",
            "onBattery",
            "hours",
            "timeZone",
            "transferPerDay",
            "zone",
            "cpuTdpWatts",
            "embodiedKg",
            "lifetimeYears");

    private final Path file;

    public LimitsFile(Path file) {
        this.file = file;
    }

    /** The limits; the defaults where there is no file. */
    public OwnerLimits read() throws LimitsUnclear {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException none) {
            return OwnerLimits.DEFAULT;
        } catch (IOException unreadable) {
            throw unclear("can't be read: " + unreadable.getMessage());
        }
        Object document;
        try {
            document = new Load(LoadSettings.builder()
                            .setAllowDuplicateKeys(false)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException notYaml) {
            throw unclear("is not YAML (" + String.valueOf(notYaml.getMessage()).replaceAll("\\s+", " ") + ")");
        }
        return switch (document) {
            case null -> OwnerLimits.DEFAULT;
            case Map<?, ?> values -> limits(values);
            default -> throw unclear("should hold lines such as \"threads: 2\"");
        };
    }

    private OwnerLimits limits(Map<?, ?> values) throws LimitsUnclear {
        for (Object name : values.keySet()) {
            if (!(name instanceof String known && NAMES.contains(known))) {
                throw unclear("has an unknown name " + name + "; known are " + String.join(", ", new TreeSet<>(NAMES)));
            }
        }
        return new OwnerLimits(
                share(values),
                times(values),
                zone(values.get("zone")),
                number(values, "cpuTdpWatts", 0.1, 10_000),
                embodied(values));
    }

    private @Nullable Embodied embodied(Map<?, ?> values) throws LimitsUnclear {
        Double kilograms = number(values, "embodiedKg", 0.1, 100_000);
        Double years = number(values, "lifetimeYears", 0.1, 50);
        if (kilograms == null) {
            return null;
        }
        Duration lifetime = years == null ? Embodied.USUAL_LIFETIME : Duration.ofHours(Math.round(years * 365 * 24));
        return new Embodied(kilograms, lifetime);
    }

    private OwnerLimits.Share share(Map<?, ?> values) throws LimitsUnclear {
        OwnerLimits.Share defaults = OwnerLimits.DEFAULT.share();
        Double cpu = number(values, "cpuShare", 0.01, 1);
        Integer nice = whole(values, "nice", 0, 19);
        Double memory = number(values, "memoryShare", 0.01, 1);
        Long disk = size(values, "disk");
        return new OwnerLimits.Share(
                whole(values, "threads", 1, 4096),
                cpu == null ? defaults.cpuShare() : cpu,
                nice == null ? defaults.nice() : nice,
                memory == null ? defaults.memoryShare() : memory,
                disk == null ? defaults.diskBytes() : disk,
                new OwnerLimits.Graphics(
                        yes(values, "gpu", defaults.graphics().lent()), whole(values, "gpuPowerCapWatts", 1, 10_000)));
    }

    private OwnerLimits.Times times(Map<?, ?> values) throws LimitsUnclear {
        return new OwnerLimits.Times(
                idle(values.get("onlyWhenIdle")),
                yes(values, "onBattery", OwnerLimits.DEFAULT.times().onBattery()),
                week(values),
                size(values, "transferPerDay"));
    }

    private @Nullable Duration idle(@Nullable Object value) throws LimitsUnclear {
        if (value == null || isNo(value)) {
            return null;
        }
        try {
            return Durations.parse(value.toString());
        } catch (IllegalArgumentException wrong) {
            throw unclear("should give onlyWhenIdle as " + wrong.getMessage() + ", or no, not " + value);
        }
    }

    private Week week(Map<?, ?> values) throws LimitsUnclear {
        Object zone = values.get("timeZone");
        Object hours = values.get("hours");
        try {
            ZoneId there = zone == null ? ZoneId.systemDefault() : ZoneId.of(zone.toString());
            Collection<?> texts =
                    hours == null ? List.of() : hours instanceof List<?> several ? several : List.of(hours);
            if (hours != null && texts.isEmpty()) {
                throw new IllegalArgumentException("hours, or leave the line out for all of them");
            }
            return new Week(
                    texts.stream()
                            .map(text -> Week.Span.parse(String.valueOf(text)))
                            .toList(),
                    there);
        } catch (DateTimeException unknown) {
            throw unclear("should give timeZone as a zone such as Europe/Berlin, not " + zone);
        } catch (IllegalArgumentException wrong) {
            throw unclear("should give " + wrong.getMessage());
        }
    }

    private @Nullable Integer whole(Map<?, ?> values, String name, int least, int most) throws LimitsUnclear {
        Double value = number(values, name, least, most);
        if (value != null && value != Math.rint(value)) {
            throw unclear("should give " + name + " as a whole number");
        }
        return value == null ? null : value.intValue();
    }

    private @Nullable Double number(Map<?, ?> values, String name, double least, double most) throws LimitsUnclear {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw unclear(
                "should give " + name + " as a number from " + plain(least) + " to " + plain(most) + ", not " + value);
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    private @Nullable Long size(Map<?, ?> values, String name) throws LimitsUnclear {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            return ByteSize.parse(value.toString()).bytes();
        } catch (IllegalArgumentException wrong) {
            throw unclear("should give " + name + " as " + wrong.getMessage());
        }
    }

    /** YAML 1.2 knows only true and false; people write yes and no. */
    private boolean yes(Map<?, ?> values, String name, boolean otherwise) throws LimitsUnclear {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.equals(true) || "yes".equals(value)) {
            return true;
        }
        if (isNo(value)) {
            return false;
        }
        throw unclear("should give " + name + " as yes or no, not " + value);
    }

    private static boolean isNo(Object value) {
        return value.equals(false) || "no".equals(value);
    }

    private @Nullable String zone(@Nullable Object value) throws LimitsUnclear {
        if (value == null || value instanceof String text && text.matches(Zone.PATTERN)) {
            return (String) value;
        }
        throw unclear("should give zone as " + Zone.WORDS + ", not " + value);
    }

    private LimitsUnclear unclear(String what) {
        return new LimitsUnclear("The limits in " + file + " are not clear: the file " + what + ".");
    }
}
