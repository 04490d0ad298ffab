package org.commonwatt.worker.training;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/** A run inside the test's own process. */
final class LocalRun {

    private final List<FromTrainer> said;

    private LocalRun(List<FromTrainer> said) {
        this.said = said;
    }

    /** Runs to the end without a checkpoint; failures come out as they are. */
    static LocalRun of(ToTrainer.Start start) throws Exception {
        return of(start, false);
    }

    /** Runs to the end with a checkpoint after each step. */
    static LocalRun withCheckpoints(ToTrainer.Start start) throws Exception {
        return of(start, true);
    }

    private static LocalRun of(ToTrainer.Start start, boolean checkpoints) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reports reports = new Reports(out, Clock.systemUTC());
        Orders orders = new Orders() {
            @Override
            public boolean takeCheckpoint() {
                return checkpoints;
            }

            @Override
            public ToTrainer.@Nullable Stop stop() {
                return null;
            }
        };
        try (Prepared prepared = Preparations.prepare(start)) {
            reports.say(new Run(prepared, orders, reports).execute());
        }
        return new LocalRun(out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(text -> Json.mapper().readValue(text, FromTrainer.class))
                .toList());
    }

    List<FromTrainer> said() {
        return said;
    }

    <T extends FromTrainer> List<T> said(Class<T> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The points of one series in order. */
    List<MetricPoint> points(String name, String split) {
        return said(FromTrainer.Measured.class).stream()
                .flatMap(measured -> measured.points().stream())
                .filter(point -> point.name().equals(name) && point.split().equals(split))
                .toList();
    }

    FromTrainer.Finished finished() {
        return (FromTrainer.Finished) said.getLast();
    }
}
