package org.commonwatt.cli.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Quantities as people read them, each with its unit. */
public final class Quantity {

    /** What stands where a value is unknown. */
    public static final String UNKNOWN = "–";

    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final List<String> LARGE = List.of("", " k", " M", " G", " T", " P", " E");

    private Quantity() {}

    /** Such as {@code 4.6 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BINARY.size() - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : significant(value)) + " " + BINARY.get(unit);
    }

    /** Such as {@code 0.8 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
    public static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        if (whole < 86_400) {
            return whole / 3600 + " h " + whole % 3600 / 60 + " min";
        }
        return whole / 86_400 + " d " + whole % 86_400 / 3600 + " h";
    }

    /** A large number with a decimal prefix: {@code 1.23 M}. */
    public static String large(double value) {
        double rest = value;
        int prefix = 0;
        while (rest >= 1000 && prefix < LARGE.size() - 1) {
            rest /= 1000;
            prefix++;
        }
        return (prefix == 0 ? plain(value) : significant(rest)) + LARGE.get(prefix);
    }

    /** A count with its thousands apart: {@code 1,234}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Three significant digits, without an exponent; {@value #UNKNOWN} for null. */
    public static String significant(@Nullable Double value) {
        if (value == null) {
            return UNKNOWN;
        }
        double size = Math.abs(value);
        int decimals = size == 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 6);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Four decimals, as for shares and losses; {@value #UNKNOWN} for null. */
    public static String share(@Nullable Double value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%.4f", value);
    }

    /** An error band: {@code ± 50 %}. */
    public static String band(double relativeError) {
        return "± " + Math.round(relativeError * 100) + " %";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : significant(value);
    }
}
