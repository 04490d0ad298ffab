package org.commonwatt.api.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Two zones whose electricity is clean at different times of the day, as the operator's file of the lease tests' service tells
 * it: Iceland by night and at noon, New Zealand in the morning and a little in the evening.
 */
final class GreenDay {

    static final String ISLAND = "ISL";
    static final String ZEALAND = "NZL";

    private static final Map<String, int[]> HOURS = Map.of(
            ISLAND,
            new int[] {
                100, 100, 100, 100, 100, 100, 380, 380, 380, 380, 140, 140, 140, 140, 140, 420, 420, 420, 420, 420, 420,
                420, 300, 300
            },
            ZEALAND,
            new int[] {
                330, 330, 330, 330, 330, 330, 190, 190, 190, 190, 340, 340, 340, 340, 340, 260, 260, 260, 260, 260, 260,
                350, 350, 350
            });

    private GreenDay() {}

    /** gCO2e/kWh of an hour. */
    static int grams(String zone, Instant hour) {
        int[] hours = HOURS.get(zone);
        return hours == null ? 0 : hours[(int) (hour.getEpochSecond() / 3600 % 24)];
    }

    /** The file, from some days before {@code start} to some after. */
    static Path file(Path folder, Instant start) {
        StringBuilder lines = new StringBuilder("zone,instant,gramsPerKwh\n");
        for (String zone : HOURS.keySet().stream().sorted().toList()) {
            for (int hour = -48; hour < 96; hour++) {
                Instant at = start.plus(Duration.ofHours(hour));
                lines.append(zone)
                        .append(',')
                        .append(at)
                        .append(',')
                        .append(grams(zone, at))
                        .append('\n');
            }
        }
        try {
            return Files.writeString(folder.resolve("intensities.csv"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
