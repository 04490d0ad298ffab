package org.commonwatt.worker.training.data;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

/** Where a CSV file's header puts the columns of inputs and targets, and how a line's texts become numbers. */
final class CsvColumns {

    private final String file;
    private final List<String> names;
    private final int[] places;
    private final int width;
    private final int inputs;
    private final @Nullable ClassLabels classes;

    CsvColumns(DataFormat.Csv format, List<String> header, String file) throws DataFault {
        this.file = file;
        this.names = Stream.concat(format.inputs().stream(), format.targets().stream())
                .toList();
        this.places = new int[names.size()];
        this.width = header.size();
        this.inputs = format.inputs().size();
        for (int i = 0; i < places.length; i++) {
            places[i] = header.indexOf(names.get(i));
            if (places[i] < 0) {
                throw new DataFault(file, "no column is named '" + names.get(i) + "'; it has " + header);
            }
            if (header.lastIndexOf(names.get(i)) != places[i]) {
                throw new DataFault(file, "two columns are named '" + names.get(i) + "'");
            }
        }
        switch (format.target()) {
            case Target.Classes named -> {
                requireTargets(1);
                classes = new ClassLabels(named.names(), file);
            }
            case Target.Numbers(int numbers) -> {
                requireTargets(numbers);
                classes = null;
            }
        }
    }

    /** Number of values of an input. */
    int inputs() {
        return inputs;
    }

    /** Number of values of a target. */
    int targets() {
        return places.length - inputs;
    }

    /** One line's inputs and then its targets; a class as its index. */
    float[] values(List<String> line, long record) throws DataFault {
        if (line.size() != width) {
            throw new DataFault(file, record, "has " + line.size() + " values; the header names " + width);
        }
        float[] values = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            String text = line.get(places[i]).strip();
            values[i] =
                    i >= inputs && classes != null ? classes.index(text, record) : number(text, names.get(i), record);
        }
        return values;
    }

    private float number(String text, String column, long record) throws DataFault {
        try {
            float value = Float.parseFloat(text);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new DataFault(file, record, "column '" + column + "' has '" + text + "', which is not a number");
        }
        throw new DataFault(file, record, "column '" + column + "' has '" + text + "', which is not a finite number");
    }

    private void requireTargets(int wanted) throws DataFault {
        if (targets() != wanted) {
            throw new DataFault(
                    file, "the manifest names " + targets() + " target columns, where its target needs " + wanted);
        }
    }
}
