package org.commonwatt.worker.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.commonwatt.protocol.job.Progress;

/** Shows a run while it goes on, on standard error: a bar on a terminal, a line for each evaluation, curves at the end. */
final class Show {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int BAR = 20;

    private final Console console;
    private final String evaluationSplit;
    private final List<MetricsFile.Line> lines = new ArrayList<>();
    private long shownAt = System.nanoTime();

    Show(Console console, String evaluationSplit) {
        this.console = console;
        this.evaluationSplit = evaluationSplit;
    }

    /** What was measured before this process began. */
    void remember(List<MetricsFile.Line> earlier) {
        lines.addAll(earlier);
    }

    void measured(Progress progress, List<MetricsFile.Line> news) {
        lines.addAll(news);
        Map<String, Double> evaluation = new LinkedHashMap<>();
        news.stream()
                .filter(line -> line.split().equals(evaluationSplit))
                .forEach(line -> evaluation.put(line.name(), line.value()));
        if (!evaluation.isEmpty()) {
            console.say(String.format(
                    Locale.ROOT,
                    "  epoch %-5.4g step %-8d %s: %s",
                    progress.epoch(),
                    progress.step(),
                    evaluationSplit,
                    text(evaluation)));
        } else if (!console.drawsOver() && System.nanoTime() - shownAt > BETWEEN_LINES.toNanos()) {
            console.say("  " + bar(progress));
            shownAt = System.nanoTime();
        }
        if (console.drawsOver()) {
            console.draw("  " + bar(progress));
        }
    }

    private static String bar(Progress progress) {
        double done = progress.totalSteps() == 0 ? 0 : (double) progress.step() / progress.totalSteps();
        int full = (int) Math.round(Math.clamp(done, 0.0, 1.0) * BAR);
        StringBuilder text = new StringBuilder("[")
                .append("█".repeat(full))
                .append("░".repeat(BAR - full))
                .append(String.format(
                        Locale.ROOT, "] %3.0f %%  step %d/%d", done * 100, progress.step(), progress.totalSteps()));
        if (progress.loss() != null) {
            text.append(", loss ").append(Chart.number(progress.loss()));
        }
        if (progress.samplesPerSecond() != null) {
            text.append(String.format(Locale.ROOT, ", %.0f examples/s", progress.samplesPerSecond()));
        }
        return text.toString();
    }

    /** Draws the losses, and one chart for each other metric of the evaluation split. */
    void curves() {
        Map<String, List<Chart.Curve>> charts = new LinkedHashMap<>();
        Map<String, List<MetricsFile.Line>> series = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.name() + ", " + line.split(), LinkedHashMap::new, Collectors.toList()));
        series.forEach((name, points) -> {
            MetricsFile.Line first = points.getFirst();
            if (first.name().equals("loss") || first.split().equals(evaluationSplit)) {
                charts.computeIfAbsent(first.name(), chart -> new ArrayList<>())
                        .add(new Chart.Curve(
                                name,
                                points.stream()
                                        .map(line -> new Chart.Point(line.step(), line.value()))
                                        .toList()));
            }
        });
        charts.values().forEach(curves -> Chart.draw(curves, console.columns()).forEach(console::say));
    }

    /** Such as {@code loss 0.1234, accuracy 0.9712}. */
    static String text(Map<String, Double> evaluation) {
        return evaluation.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Chart.number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
