package org.commonwatt.worker.training.data;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.commonwatt.protocol.dataset.DataFormat;

/**
 * A split in a CSV file (RFC 4180, UTF-8, plain or gzipped). The text is read once, whole, and checked; its numbers go
 * into a file of float32 rows in the work folder, which is then read at any place.
 */
final class CsvExamples implements Examples {

    private final RecordFile rows;
    private final long count;
    private final int inputs;
    private final int targets;

    private CsvExamples(RecordFile rows, long count, CsvColumns columns) {
        this.rows = rows;
        this.count = count;
        this.inputs = columns.inputs();
        this.targets = columns.targets();
    }

    static CsvExamples open(DataFormat.Csv format, Split split, Path workFolder) throws IOException, DataFault {
        if (split.files().size() != 1) {
            throw new DataFault(
                    split.name(),
                    "a CSV split has one file, not " + split.files().size());
        }
        Split.File file = split.files().getFirst();
        Path text = Unpacking.unpacked(file.path(), file.name(), workFolder, Unpacking.LARGEST_TEXT);
        Path table = Files.createTempFile(workFolder, "rows-", ".f32");
        CsvColumns columns;
        try (BufferedReader whole = Files.newBufferedReader(text, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> reader = lines(format.separator()).ofCsvRecord(ByteOrderMark.skipped(whole));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(table), 1 << 16))) {
            columns = copy(reader, format, file.name(), split, out);
        } catch (CharacterCodingException e) {
            throw new DataFault(file.name(), "not UTF-8 text");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new DataFault(file.name(), "not UTF-8 text");
            }
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new DataFault(file.name(), "not readable as CSV: " + e.getMessage());
        }
        RecordFile rows = new RecordFile(table, 0, Float.BYTES * (columns.inputs() + columns.targets()));
        return new CsvExamples(rows, split.examples(), columns);
    }

    /** Reads lines as they come: whether one has all values is for the columns to say. */
    static CsvReader.CsvReaderBuilder lines(String separator) {
        return CsvReader.builder()
                .fieldSeparator(separator.charAt(0))
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true);
    }

    private static CsvColumns copy(
            CsvReader<CsvRecord> reader, DataFormat.Csv format, String name, Split split, DataOutputStream out)
            throws IOException, DataFault {
        CsvColumns columns = null;
        long record = 0;
        for (CsvRecord line : reader) {
            if (columns == null) {
                columns = new CsvColumns(format, line.getFields(), name);
                continue;
            }
            for (float value : columns.values(line.getFields(), record)) {
                out.writeFloat(value);
            }
            record++;
        }
        if (columns == null) {
            throw new DataFault(name, "empty: it has no header line");
        }
        if (record != split.examples()) {
            throw new DataFault(
                    name,
                    "has " + record + " records, but the manifest says that split " + split.name() + " has "
                            + split.examples() + " examples");
        }
        return columns;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void readInput(long index, float[] values, int offset) throws IOException {
        ByteBuffer row = rows.read(index);
        row.asFloatBuffer().get(values, offset, inputs);
    }

    @Override
    public void readTarget(long index, float[] values, int offset) throws IOException {
        ByteBuffer row = rows.read(index);
        row.asFloatBuffer().get(inputs, values, offset, targets);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
