package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.TextUse;

/** Batches of tokens. Short texts are filled up with padding at their end; where it can be saved, like goes with like. */
final class TokenBatches extends Batches {

    private final TokenExamples examples;
    private final List<TokenExamples.Column> columns;
    private final List<List<ByteBuffer>> banks = new ArrayList<>();
    private final @Nullable Buckets buckets;

    TokenBatches(SplitData data, TokenExamples examples, int size, NDManager manager) throws DataFault {
        super(data, size);
        this.examples = examples;
        this.columns = examples.columns();
        for (int bank = 0; bank < BANKS; bank++) {
            List<ByteBuffer> memory = new ArrayList<>();
            for (TokenExamples.Column column : columns) {
                memory.add(aligned((long) column.width() * Long.BYTES, manager));
            }
            banks.add(memory);
        }
        boolean trims = columns.stream().anyMatch(TokenExamples.Column::trimmed);
        this.buckets = trims ? new Buckets(examples.count(), size(), examples::length) : null;
    }

    @Override
    Laid lay(long from, int count, Epoch epoch, int bank) throws IOException {
        List<int[][]> rows = new ArrayList<>(count);
        long[] indices = buckets == null
                ? LongStream.range(from, from + count).map(epoch.order()).toArray()
                : buckets.read(from, count, epoch.order());
        for (long index : indices) {
            rows.add(examples.read(index));
        }
        List<ByteBuffer> memory = banks.get(bank);
        int[] widths = new int[columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            widths[column] = width(rows, column);
            fill(memory.get(column).clear().asLongBuffer(), rows, column, widths[column]);
        }
        return manager -> batch(memory, widths, count, manager);
    }

    private static void fill(LongBuffer values, List<int[][]> rows, int column, int width) {
        for (int[][] row : rows) {
            int[] tokens = row[column];
            for (int place = 0; place < width; place++) {
                values.put(place < tokens.length ? tokens[place] : TextUse.PADDING);
            }
        }
    }

    private static Batch batch(List<ByteBuffer> memory, int[] widths, int count, NDManager manager) {
        NDList arrays = new NDList();
        for (int column = 0; column < widths.length; column++) {
            ByteBuffer bytes = memory.get(column).limit(count * widths[column] * Long.BYTES);
            arrays.add(manager.create(bytes, new Shape(count, widths[column]), DataType.INT64));
        }
        return new Batch(arrays.subNDList(0, widths.length - 1), arrays.get(widths.length - 1), count);
    }

    private int width(List<int[][]> rows, int column) {
        return columns.get(column).trimmed()
                ? rows.stream().mapToInt(row -> row[column].length).max().orElse(1)
                : columns.get(column).width();
    }
}
