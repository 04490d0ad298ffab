package org.commonwatt.worker.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.MetricPoint;

/** {@code metrics.jsonl}: one measurement a line, in the order in which they were made. */
final class MetricsFile implements AutoCloseable {

    private final Writer writer;

    private MetricsFile(Writer writer) {
        this.writer = writer;
    }

    /** One line. */
    record Line(long step, double epoch, String name, String split, double value) {}

    /**
     * Opens the file behind what was measured up to a step; later lines, which a run that goes on from there measures
     * again, are taken away.
     *
     * @param kept filled with the lines that stay
     */
    static MetricsFile open(Path file, long upTo, List<Line> kept) throws IOException {
        kept.addAll(read(file).stream().filter(line -> line.step() <= upTo).toList());
        Path draft = file.resolveSibling(".metrics.draft");
        try (Writer fresh = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            for (Line line : kept) {
                fresh.write(Json.mapper().writeValueAsString(line) + "\n");
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new MetricsFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
    }

    private static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                try {
                    lines.add(Json.mapper().readValue(text, Line.class));
                } catch (JacksonException torn) {
                    // The last line of a run that was killed in the middle of it.
                    break;
                }
            }
        }
        return lines;
    }

    /** Writes points through to the file. */
    List<Line> add(List<MetricPoint> points) throws IOException {
        List<Line> lines = points.stream()
                .map(point -> new Line(point.step(), point.epoch(), point.name(), point.split(), point.value()))
                .toList();
        for (Line line : lines) {
            writer.write(Json.mapper().writeValueAsString(line) + "\n");
        }
        writer.flush();
        return lines;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
