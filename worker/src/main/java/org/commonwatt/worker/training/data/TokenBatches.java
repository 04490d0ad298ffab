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
    private final List<ByteBuffer> memory = new ArrayList<>();
    private final @Nullable Buckets buckets;

    TokenBatches(SplitData data, TokenExamples examples, int size, NDManager manager) throws DataFault {
        super(data, size);
        this.examples = examples;
        this.columns = examples.columns();
        for (TokenExamples.Column column : columns) {
            memory.add(aligned((long) column.width() * Long.BYTES, manager));
        }
        boolean trims = columns.stream().anyMatch(TokenExamples.Column::trimmed);
        this.buckets = trims ? new Buckets(examples.count(), size(), examples::length) : null;
    }

    @Override
    Batch read(long from, int count, Epoch epoch, NDManager manager) throws IOException {
        List<int[][]> rows = new ArrayList<>(count);
        long[] indices = buckets == null
                ? LongStream.range(from, from + count).map(epoch.order()).toArray()
                : buckets.read(from, count, epoch.order());
        for (long index : indices) {
            rows.add(examples.read(index));
        }
        NDList arrays = new NDList();
        for (int column = 0; column < columns.size(); column++) {
            int width = width(rows, column);
            ByteBuffer bytes = memory.get(column).clear();
            LongBuffer values = bytes.asLongBuffer();
            for (int[][] row : rows) {
                int[] tokens = row[column];
                for (int place = 0; place < width; place++) {
                    values.put(place < tokens.length ? tokens[place] : TextUse.PADDING);
                }
            }
            bytes.limit(count * width * Long.BYTES);
            arrays.add(manager.create(bytes, new Shape(count, width), DataType.INT64));
        }
        return new Batch(arrays.subNDList(0, columns.size() - 1), arrays.get(columns.size() - 1), count);
    }

    private int width(List<int[][]> rows, int column) {
        return columns.get(column).trimmed()
                ? rows.stream().mapToInt(row -> row[column].length).max().orElse(1)
                : columns.get(column).width();
    }
}
