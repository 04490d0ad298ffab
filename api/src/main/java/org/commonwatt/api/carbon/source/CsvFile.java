package org.commonwatt.api.carbon.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

/**
 * An operator's own file: a line {@code zone,instant,gramsPerKwh}, then one for each hour, such as
 * {@code DEU,2026-11-29T10:00Z,312.5}. It may reach into the future, and is read again once it changed.
 */
final class CsvFile implements IntensitySource {

    private static final String HEADER = "zone,instant,gramsPerKwh";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Path file;
    private final Signal signal;
    private @Nullable Content content;

    private record Content(FileTime modified, Map<String, List<Reading>> byZone) {}

    CsvFile(Path file, Signal signal) {
        this.file = file;
        this.signal = signal;
    }

    @Override
    public String name() {
        return SourceSettings.CSV;
    }

    @Override
    public String title() {
        return "the operator's file " + file.getFileName();
    }

    @Override
    public Signal signal() {
        return signal;
    }

    /** Those of the last time, where the file can't be read: nodes stay in their zones, and whoever fetches is told why. */
    @Override
    public synchronized Set<String> zones() {
        try {
            return content().keySet();
        } catch (SourceTrouble unreadable) {
            return content == null ? Set.of() : content.byZone().keySet();
        }
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        List<Reading> past = content().getOrDefault(zone, List.of()).stream()
                .filter(hour -> !hour.at().isBefore(from) && !hour.at().isAfter(to))
                .toList();
        if (past.isEmpty()) {
            throw new SourceTrouble(Kind.NOTHING, "the file of intensities has no hour for this zone and time");
        }
        return past;
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) throws SourceTrouble {
        return content().getOrDefault(zone, List.of()).stream()
                .filter(hour -> !hour.at().plus(HOUR).isBefore(from))
                .toList();
    }

    /** Reads the file where that was not done yet or it changed since; the operator's name of it is safe to show. */
    synchronized Map<String, List<Reading>> content() throws SourceTrouble {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            Content known = content;
            if (known == null || !known.modified().equals(modified)) {
                known = new Content(modified, parse(Files.readAllLines(file)));
                content = known;
            }
            return known.byZone();
        } catch (IOException unreadable) {
            throw new SourceTrouble(Kind.AWAY, "the file of intensities " + file + " can't be read");
        }
    }

    private Map<String, List<Reading>> parse(List<String> lines) throws SourceTrouble {
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new SourceTrouble(Kind.UNREADABLE, "the file " + file + " does not begin with the line " + HEADER);
        }
        Map<String, List<Reading>> byZone = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            String[] fields = line.split("\\s*,\\s*");
            try {
                byZone.computeIfAbsent(fields[0].toUpperCase(Locale.ROOT), zone -> new ArrayList<>())
                        .add(new Reading(
                                OffsetDateTime.parse(fields[1]).toInstant(),
                                HOUR,
                                Double.parseDouble(fields[2]),
                                false));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
                throw new SourceTrouble(Kind.UNREADABLE, "line " + (i + 1) + " of " + file + " is not " + HEADER);
            }
        }
        return Map.copyOf(byZone);
    }
}
