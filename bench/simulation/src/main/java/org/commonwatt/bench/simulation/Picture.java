package org.commonwatt.bench.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.commonwatt.scheduler.simulation.Comparison;
import org.commonwatt.scheduler.simulation.Outcome;
import org.commonwatt.scheduler.simulation.Simulation;

/** Saving over delay: each published policy a point, ours a line through its weights of delay. */
final class Picture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int TOP = 30;
    private static final int RIGHT = 120;
    private static final int BOTTOM = 60;

    private final StringBuilder svg = new StringBuilder();
    private final double mostDelay;
    private final double leastSaving;
    private final double mostSaving;

    private Picture(Comparison comparison) {
        List<Outcome> all = List.copyOf(comparison.means().values());
        this.mostDelay =
                niceAbove(all.stream().mapToDouble(Outcome::delayHours).max().orElse(1));
        this.mostSaving =
                niceAbove(all.stream().mapToDouble(Picture::saving).max().orElse(1));
        double least = all.stream().mapToDouble(Picture::saving).min().orElse(0);
        this.leastSaving = least < -0.005 ? -niceAbove(-least) : 0;
    }

    /** The picture as SVG. */
    static String of(Comparison comparison) {
        Picture picture = new Picture(comparison);
        picture.axes();
        picture.ours(comparison);
        picture.published(comparison);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, HEIGHT, picture.svg);
    }

    private static double saving(Outcome outcome) {
        return 100 * (1 - outcome.carbon());
    }

    /** The next of 1, 2, 5, 10, 20 … in steps of a fifth of it. */
    private static double niceAbove(double value) {
        double step = step(value);
        return Math.max(step, Math.ceil(value * 1.02 / step) * step);
    }

    private static double step(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 0.1) / 4)));
        double share = Math.max(value, 0.1) / 4 / power;
        return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
    }

    private double x(double delay) {
        return LEFT + delay / mostDelay * (WIDTH - LEFT - RIGHT);
    }

    private double y(double saving) {
        return HEIGHT - BOTTOM - (saving - leastSaving) / (mostSaving - leastSaving) * (HEIGHT - TOP - BOTTOM);
    }

    private void axes() {
        for (double delay = 0; delay <= mostDelay * 1.001; delay += step(mostDelay)) {
            line(x(delay), TOP, x(delay), HEIGHT - BOTTOM, "#ddd");
            text(x(delay), HEIGHT - BOTTOM + 20, "middle", number(delay));
        }
        double step = step(mostSaving);
        for (double saving = Math.ceil(leastSaving / step) * step; saving <= mostSaving * 1.001; saving += step) {
            line(LEFT, y(saving), WIDTH - RIGHT, y(saving), "#ddd");
            text(LEFT - 8, y(saving) + 4, "end", number(saving) + " %");
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 15, "middle", "mean delay of the end, h");
        text(LEFT, TOP - 12, "start", "carbon saved against starting at once");
    }

    private void ours(Comparison comparison) {
        List<Outcome> ours = comparison.means().entrySet().stream()
                .filter(entry -> entry.getKey().policy().equals(Simulation.OURS))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingDouble(Outcome::delayHours))
                .toList();
        List<String> points = new ArrayList<>();
        ours.forEach(outcome -> points.add("%.1f,%.1f".formatted(x(outcome.delayHours()), y(saving(outcome)))));
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"#087f5b\" stroke-width=\"2\"/>%n"
                .formatted(String.join(" ", points)));
        ours.forEach(outcome -> dot(outcome, "#087f5b"));
        Outcome last = ours.getLast();
        text(x(last.delayHours()) - 6, y(saving(last)) - 10, "end", "Commonwatt, any λ");
    }

    private void published(Comparison comparison) {
        comparison.means().forEach((line, outcome) -> {
            if (!line.policy().equals(Simulation.OURS)) {
                dot(outcome, "#c92a2a");
                text(x(outcome.delayHours()) + 8, y(saving(outcome)) + 4, "start", line.policy());
            }
        });
    }

    private void dot(Outcome outcome, String colour) {
        svg.append("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n"
                .formatted(x(outcome.delayHours()), y(saving(outcome)), colour));
    }

    private void line(double fromX, double fromY, double toX, double toY, String colour) {
        svg.append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n"
                .formatted(fromX, fromY, toX, toY, colour));
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, words));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }
}
