package org.commonwatt.worker.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Curves drawn with characters: one chart over the steps of a run, each series with a mark of its own. */
final class Chart {

    private static final int ROWS = 8;
    private static final int MOST_COLUMNS = 72;
    private static final int LABEL = 10;
    private static final String MARKS = "·●";

    private Chart() {}

    /** One curve, by rising steps. */
    record Curve(String name, List<Point> points) {}

    /** A value after so many steps. */
    record Point(long step, double value) {}

    /**
     * The lines of a chart: its highest and lowest value at the left, the steps below, and what the marks mean.
     *
     * @param curves at most two, in the order in which they are drawn over each other
     * @param columns width in characters
     */
    static List<String> draw(List<Curve> curves, int columns) {
        List<Point> all =
                curves.stream().flatMap(curve -> curve.points().stream()).toList();
        if (all.size() < 2) {
            return List.of();
        }
        double low = all.stream().mapToDouble(Point::value).min().orElseThrow();
        double high = all.stream().mapToDouble(Point::value).max().orElseThrow();
        long end = all.stream().mapToLong(Point::step).max().orElseThrow();
        int width = Math.min(MOST_COLUMNS, columns - LABEL - 3);
        char[][] grid = new char[ROWS][width];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        for (int i = 0; i < curves.size(); i++) {
            for (Point point : curves.get(i).points()) {
                int column = (int) Math.min(width - 1, point.step() * width / (end + 1));
                double height = high == low ? 0.5 : (point.value() - low) / (high - low);
                grid[ROWS - 1 - (int) Math.round(height * (ROWS - 1))][column] = MARKS.charAt(i % MARKS.length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String label = row == 0 ? number(high) : row == ROWS - 1 ? number(low) : "";
            lines.add(("%" + LABEL + "s ┤").formatted(label) + new String(grid[row]).stripTrailing());
        }
        lines.add(" ".repeat(LABEL + 1) + "└" + "─".repeat(width));
        lines.add(" ".repeat(LABEL + 2) + legend(curves) + "; steps 0 to " + end);
        return lines;
    }

    private static String legend(List<Curve> curves) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            words.add(MARKS.charAt(i % MARKS.length()) + " " + curves.get(i).name());
        }
        return words.stream().collect(Collectors.joining("  "));
    }

    /** Four significant digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
