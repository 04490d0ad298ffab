package org.commonwatt.worker.training.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

/** Where a CSV file's header puts the columns of inputs and targets, and how a line's texts become numbers. */
final class CsvColumns {

    private final String file;
    private final List<String> names;
    private final int[] places;
    private final int width;
    private final int inputs;
    private final Target target;
    private final Map<String, Integer> classes = new HashMap<>();

    CsvColumns(DataFormat.Csv format, List<String> header, String file) throws DataFault {
        this.file = file;
        this.names = Stream.concat(format.inputs().stream(), format.targets().stream())
                .toList();
        this.places = new int[names.size()];
        this.width = header.size();
        this.inputs = format.inputs().size();
        this.target = format.target();
        for (int i = 0; i < places.length; i++) {
            places[i] = header.indexOf(names.get(i));
            if (places[i] < 0) {
                throw new DataFault(file, "no column is named '" + names.get(i) + "'; it has " + header);
            }
            if (header.lastIndexOf(names.get(i)) != places[i]) {
                throw new DataFault(file, "two columns are named '" + names.get(i) + "'");
            }
        }
        switch (target) {
            case Target.Classes(List<String> labels) -> {
                requireTargets(1);
                for (int i = 0; i < labels.size(); i++) {
                    classes.put(labels.get(i), i);
                }
            }
            case Target.Numbers(int numbers) -> requireTargets(numbers);
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
            values[i] = i >= inputs && target instanceof Target.Classes
                    ? label(text, record)
                    : number(text, names.get(i), record);
        }
        return values;
    }

    private int label(String text, long record) throws DataFault {
        Integer named = classes.get(text);
        if (named != null) {
            return named;
        }
        try {
            int index = Integer.parseInt(text);
            if (index >= 0 && index < classes.size()) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw new DataFault(file, record, "'" + text + "' is neither a class's name nor its index");
        }
        throw new DataFault(
                file, record, "label " + text + " where the manifest names classes 0 to " + (classes.size() - 1));
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
