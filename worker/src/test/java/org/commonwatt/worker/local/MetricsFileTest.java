package org.commonwatt.worker.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.job.MetricPoint;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsFileTest {

    @TempDir
    Path folder;

    @Test
    void goingOnTakesAwayWhatWillBeMeasuredAgainAndALineTornByAKill() throws Exception {
        Path file = folder.resolve("metrics.jsonl");
        try (MetricsFile first = MetricsFile.open(file, 0, new ArrayList<>())) {
            first.add(List.of(point(5, 0.5), point(10, 0.25)));
            first.add(List.of(point(15, 0.125)));
        }
        Files.writeString(file, Files.readString(file) + "{\"step\": 20, \"epo");
        List<MetricsFile.Line> kept = new ArrayList<>();
        try (MetricsFile again = MetricsFile.open(file, 10, kept)) {
            again.add(List.of(point(15, 0.0625)));
        }

        assertThat(kept).extracting(MetricsFile.Line::step).containsExactly(5L, 10L);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"step\":5,\"epoch\":0.5,\"name\":\"loss\",\"split\":\"train\",\"value\":0.5}",
                        "{\"step\":10,\"epoch\":1.0,\"name\":\"loss\",\"split\":\"train\",\"value\":0.25}",
                        "{\"step\":15,\"epoch\":1.5,\"name\":\"loss\",\"split\":\"train\",\"value\":0.0625}");
    }

    private static MetricPoint point(long step, double value) {
        return new MetricPoint(step, step / 10.0, "loss", "train", value, Instant.EPOCH);
    }
}
