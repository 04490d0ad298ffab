package org.commonwatt.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows under headings, fitted to a width: the widest column gives way first, and what does not fit ends in an ellipsis.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 4;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row; it has as many cells as there are headings. */
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(headings.size() + " cells expected, not " + cells.length);
        }
        rows.add(Stream.of(cells).map(Printable::inLine).toList());
    }

    /** The table in at most {@code columns} characters a line, as far as four characters for each column allow. */
    public String fitted(int columns) {
        int[] widths = widths(columns);
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    private int[] widths(int columns) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        while (total > columns) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = shortened(cells.get(column), widths[column]);
            line.append(column == 0 ? "" : GAP).append(cell);
            line.append(" ".repeat(widths[column] - length(cell)));
        }
        return line.toString().stripTrailing();
    }

    /** The text in at most {@code width} characters, with an ellipsis where something was cut. */
    public static String shortened(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(width - 1, 0))) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
