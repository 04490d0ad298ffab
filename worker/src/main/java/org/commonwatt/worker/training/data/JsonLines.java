package org.commonwatt.worker.training.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

/** A split of one file of JSON lines (UTF-8, unpacked), read record by record. */
final class JsonLines {

    /** The longest line, in bytes. */
    private static final int LONGEST_LINE = 1 << 24;

    private final DataFormat.Jsonl format;
    private final Split split;
    private final Split.File file;
    private final Path path;

    JsonLines(DataFormat.Jsonl format, Split split) throws DataFault {
        this.format = format;
        this.split = split;
        this.file = split.onlyFile();
        this.path = file.path();
    }

    /** The file's name, for messages. */
    String name() {
        return file.name();
    }

    /** Number of records, as the manifest says and {@link #read} has checked. */
    long count() {
        return split.examples();
    }

    /** Takes the records in order. */
    interface Sink {

        /** @param output the target's text; of a class, its name or index */
        void take(long record, String input, String output) throws DataFault, IOException;
    }

    /**
     * Reads all records.
     *
     * @throws DataFault when one is damaged, or there are not as many as the manifest says
     */
    void read(Sink sink) throws DataFault, IOException {
        long record = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            boolean isFirst = true;
            for (String read = line(in, record); read != null; read = line(in, record)) {
                String line = isFirst ? ByteOrderMark.without(read) : read;
                isFirst = false;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode object = object(line, record);
                sink.take(record, text(object, format.input(), false, record), output(object, record));
                record++;
            }
        }
        if (record != split.examples()) {
            throw new DataFault(
                    file.name(),
                    "has " + record + " records, but the manifest says that split " + split.name() + " has "
                            + split.examples() + " examples");
        }
    }

    private String output(JsonNode object, long record) throws DataFault {
        return text(object, format.output(), format.target() instanceof Target.Classes, record);
    }

    private JsonNode object(String line, long record) throws DataFault {
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw new DataFault(file.name(), record, "not JSON: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw new DataFault(file.name(), record, "not a JSON object");
        }
        return node;
    }

    private String text(JsonNode object, String field, boolean orIndex, long record) throws DataFault {
        JsonNode value = object.get(field);
        if (value == null) {
            throw new DataFault(file.name(), record, "has no field '" + field + "'; it has " + object.propertyNames());
        }
        if (value.isString() || (orIndex && value.isIntegralNumber())) {
            return value.asString();
        }
        throw new DataFault(
                file.name(), record, "field '" + field + "' is no text" + (orIndex ? " and no whole number" : ""));
    }

    /** The next line without its end, or null at the end of the file. */
    private @Nullable String line(InputStream in, long record) throws DataFault, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new DataFault(file.name(), record, "is a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DataFault(file.name(), record, "not UTF-8 text");
        }
    }
}
