package org.commonwatt.scheduler.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trace's comma-separated lines: plain numbers below one line of names, without quoting. */
final class Table {

    private final String source;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<String> lines;

    /**
     * @param source name of the file, for messages
     * @throws TraceFault when there is no line of names, or nothing below it
     */
    Table(String source, List<String> lines) {
        this.source = source;
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        if (end == 0) {
            throw new TraceFault(source + " is empty");
        }
        String names = lines.getFirst().startsWith("\uFEFF") ? lines.getFirst().substring(1) : lines.getFirst();
        for (String name : names.split(",", -1)) {
            if (columns.putIfAbsent(name.strip(), columns.size()) != null) {
                throw new TraceFault(source + ", line 1: the column " + name.strip() + " is there twice");
            }
        }
        if (end == 1) {
            throw new TraceFault(source + " has a line of names and nothing below it");
        }
        this.lines = lines.subList(1, end);
    }

    List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    int rows() {
        return lines.size();
    }

    int column(String name) {
        Integer column = columns.get(name);
        if (column == null) {
            throw new TraceFault(source + ", line 1: there is no column " + name + "; there is "
                    + String.join(", ", columns.keySet()));
        }
        return column;
    }

    double[] row(int row) {
        String[] cells = lines.get(row).split(",", -1);
        if (cells.length != columns.size()) {
            throw fault(row, cells.length + " values where the first line names " + columns.size());
        }
        return Arrays.stream(cells)
                .mapToDouble(cell -> number(row, cell.strip()))
                .toArray();
    }

    /** The fault of a row, with its line in the file. */
    TraceFault fault(int row, String what) {
        return new TraceFault(source + ", line " + (row + 2) + ": " + what);
    }

    private double number(int row, String cell) {
        try {
            double value = Double.parseDouble(cell);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for what is no finite number.
        }
        throw fault(row, "'" + cell + "' is not a number");
    }
}
