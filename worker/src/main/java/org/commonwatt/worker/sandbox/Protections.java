package org.commonwatt.worker.sandbox;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which protections trainers run under on this machine.
 *
 * @param by what provides them, such as "bubblewrap"
 * @param on those that hold
 * @param cure what would bring the others, or null where all hold
 */
public record Protections(
        String by, Set<Protection> on, @Nullable String cure) {

    public Protections {
        on = on.isEmpty() ? EnumSet.noneOf(Protection.class) : EnumSet.copyOf(on);
    }

    /** Those that do not hold. */
    public Set<Protection> off() {
        return EnumSet.complementOf(EnumSet.copyOf(on));
    }

    /** A sentence or two for people. */
    public String words() {
        String off = list(protection -> !on.contains(protection));
        return by + ": " + (on.isEmpty() ? "nothing" : list(on::contains)) + "."
                + (off.isEmpty() ? "" : " NOT held to: " + off + ".") + (cure == null ? "" : " " + cure);
    }

    private static String list(Predicate<Protection> which) {
        return Arrays.stream(Protection.values())
                .filter(which)
                .map(Protection::words)
                .collect(Collectors.joining(", "));
    }
}
