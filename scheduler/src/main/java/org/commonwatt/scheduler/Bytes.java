package org.commonwatt.scheduler;

import java.util.Locale;

/** Numbers of bytes in words. */
final class Bytes {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Bytes() {}

    /** Such as {@code 1.5 GiB}; rounded up to a tenth, so that "so much less" is enough. */
    static String words(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        double tenths = Math.ceil(value * 10) / 10;
        String digits =
                tenths == Math.rint(tenths) ? "%.0f".formatted(tenths) : String.format(Locale.ROOT, "%.1f", tenths);
        return digits + " " + UNITS[unit];
    }
}
