package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ai.djl.ndarray.types.Shape;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * One input that somebody gives to a model, brought into the form of the dataset that the model was trained on: an image
 * (PNG or JPEG) in a file, or numbers as a line of CSV or as JSON, in a file or as they are.
 */
public final class SingleInput {

    private static final String NAME = "input";
    private static final long LONGEST_TEXT = 64L << 20;

    private final DataFormat.OfArrays format;
    private final Shape shape;
    private final Preparation preparation;
    private final @Nullable String inputType;

    /**
     * @param transforms what the spec does to every input
     * @param inputType the type of the numbers that the model was trained on, as {@link Splits#inputType} says it
     */
    public SingleInput(DataFormat.OfArrays format, List<Transform> transforms, @Nullable String inputType)
            throws DataFault {
        this.format = format;
        this.inputType = inputType;
        this.shape = ArrayData.inputShape(format);
        this.preparation = new Preparation(transforms, shape);
    }

    /** The shape of a batch of this one input, (1, …). */
    public Shape shape() {
        return new Shape(1).addAll(preparation.output());
    }

    /**
     * The input's values in the order of its shape, transformed.
     *
     * @throws DataFault when it is no input for this format
     * @throws IOException when its file can't be read
     */
    public float[] read(ToTrainer.Input input) throws DataFault, IOException {
        return preparation.apply(raw(input), null);
    }

    private float[] raw(ToTrainer.Input input) throws DataFault, IOException {
        String text = input.text();
        if (text != null) {
            return numbers(text);
        }
        if (input.file() == null) {
            throw new DataFault(NAME, "there is neither a file nor a text");
        }
        Path file = Path.of(input.file());
        String name = String.valueOf(file.getFileName());
        if (name.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
            return image(file, name);
        }
        if (Files.size(file) > LONGEST_TEXT) {
            throw new DataFault(name, "is neither a PNG or JPEG image nor a text of numbers");
        }
        return numbers(Files.readString(file, StandardCharsets.UTF_8));
    }

    private float[] image(Path file, String name) throws DataFault, IOException {
        if (shape.dimension() != 3 || (shape.get(0) != 1 && shape.get(0) != 3)) {
            throw new DataFault(name, "is an image, and the model takes numbers of the shape " + shape);
        }
        if (inputType != null) {
            throw new DataFault(
                    name,
                    "is an image, whose pixels go from 0 to 255, and the model was trained on " + inputType
                            + ": give the numbers as CSV or JSON");
        }
        ImageDecoder decoder = new ImageDecoder((int) shape.get(0), (int) shape.get(1), (int) shape.get(2));
        byte[] pixels;
        try (InputStream in = Files.newInputStream(file)) {
            pixels = decoder.decode(in, NAME, name);
        }
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        return values;
    }

    /** Numbers as JSON, or as CSV without a header or with the one of the dataset. */
    private float[] numbers(String text) throws DataFault {
        String line = ByteOrderMark.without(text).strip();
        return line.startsWith("[") || line.startsWith("{") ? json(line) : csv(line);
    }

    private float[] json(String text) throws DataFault {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new DataFault(NAME, "not readable as JSON: " + e.getOriginalMessage());
        }
        float[] values = expected();
        if (root.isObject()) {
            List<String> columns = columns();
            for (int i = 0; i < values.length; i++) {
                values[i] = number(root.path(columns.get(i)).asString(""), columns.get(i));
            }
            return values;
        }
        int count = fill(root, values, 0);
        requireCount(count, values.length);
        return values;
    }

    /** Lays nested lists into one, in their order. */
    private static int fill(JsonNode node, float[] values, int from) throws DataFault {
        if (!node.isArray()) {
            if (from < values.length) {
                values[from] = number(node.asString(""), "value " + (from + 1));
            }
            return from + 1;
        }
        int at = from;
        for (JsonNode element : node) {
            at = fill(element, values, at);
        }
        return at;
    }

    private float[] csv(String text) throws DataFault {
        List<List<String>> lines = lines(text);
        float[] values = expected();
        if (lines.size() == 2 && format instanceof DataFormat.Csv) {
            return underHeader(lines.get(0), lines.get(1));
        }
        if (lines.size() != 1) {
            throw new DataFault(NAME, "has " + lines.size() + " lines; one line of numbers is one input");
        }
        List<String> cells = lines.getFirst();
        requireCount(cells.size(), values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = number(cells.get(i), "value " + (i + 1));
        }
        return values;
    }

    private float[] underHeader(List<String> header, List<String> cells) throws DataFault {
        List<String> columns = columns();
        float[] values = expected();
        for (int i = 0; i < values.length; i++) {
            int place = header.indexOf(columns.get(i));
            if (place < 0 || place >= cells.size()) {
                throw new DataFault(NAME, "has no value for '" + columns.get(i) + "'");
            }
            values[i] = number(cells.get(place), columns.get(i));
        }
        return values;
    }

    /** The values of each line, read as those of a dataset's file are. */
    private List<List<String>> lines(String text) throws DataFault {
        String separator = format instanceof DataFormat.Csv csv ? csv.separator() : ",";
        try (CsvReader<CsvRecord> reader = CsvExamples.lines(separator).ofCsvRecord(text)) {
            return reader.stream()
                    .map(line -> line.getFields().stream().map(String::strip).toList())
                    .filter(cells -> !cells.equals(List.of("")))
                    .toList();
        } catch (CsvParseException e) {
            throw new DataFault(NAME, "not readable as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> columns() throws DataFault {
        if (format instanceof DataFormat.Csv csv) {
            return csv.inputs();
        }
        throw new DataFault(NAME, "names its values, and the model's inputs have no names");
    }

    private float[] expected() {
        return new float[Math.toIntExact(shape.size())];
    }

    private void requireCount(int found, int wanted) throws DataFault {
        if (found != wanted) {
            String names = format instanceof DataFormat.Csv csv ? ": " + String.join(", ", csv.inputs()) : "";
            throw new DataFault(NAME, "has " + found + " values, where the model takes " + wanted + names);
        }
    }

    private static float number(String text, String what) throws DataFault {
        try {
            float value = Float.parseFloat(text.strip());
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new DataFault(NAME, what + " is '" + text + "', which is not a number");
        }
        throw new DataFault(NAME, what + " is '" + text + "', which is not a finite number");
    }
}
