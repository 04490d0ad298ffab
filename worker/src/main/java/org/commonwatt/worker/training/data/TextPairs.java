package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.text.TextCodec;

/**
 * Texts with the texts to be made from them. None is cut, since half of one would not belong to the whole of the other:
 * a text that is too long is refused. An example is the source (at most S), the target's tokens after the one that
 * starts it (at most U), and the same tokens before the one that ends it (at most U), which are to be found. Batches are
 * only as wide as their longest texts.
 */
final class TextPairs implements TokenExamples {

    private final TokenRows rows;
    private final long count;
    private final int length;
    private final int targetLength;

    private TextPairs(TokenRows rows, long count, int length, int targetLength) {
        this.rows = rows;
        this.count = count;
        this.length = length;
        this.targetLength = targetLength;
    }

    /** @param targetLength the most tokens of a target, the one that ends it included */
    static TextPairs open(JsonLines lines, TextUse use, int targetLength, TextCodec codec, Path workFolder)
            throws DataFault, IOException {
        try (TokenRows.Writer writer = new TokenRows.Writer(workFolder)) {
            lines.read((record, input, output) -> {
                int[] source = codec.encodeInput(input);
                int[] target = codec.encodeTarget(output);
                if (source.length > use.length()) {
                    throw tooLong(lines, record, "input", source.length, "length " + use.length());
                }
                if (target.length + 1 > targetLength) {
                    throw tooLong(lines, record, "target", target.length + 1, "targetLength " + targetLength);
                }
                writer.write(new int[] {source.length}, source, target);
            });
            return new TextPairs(writer.finish(), lines.count(), use.length(), targetLength);
        }
    }

    private static DataFault tooLong(JsonLines lines, long record, String what, int tokens, String allowed) {
        return new DataFault(
                lines.name(),
                record,
                "its " + what + " has " + tokens + " tokens, where the spec's " + allowed + " ends");
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column(length, true), new Column(targetLength, true), new Column(targetLength, true));
    }

    @Override
    public int length(long index) throws IOException {
        return rows.length(index);
    }

    @Override
    public int[][] read(long index) throws IOException {
        int[] row = rows.read(index);
        int split = 1 + row[0];
        int[] source = Arrays.copyOfRange(row, 1, split);
        int targets = row.length - split;
        int[] given = new int[targets + 1];
        given[0] = TextUse.START;
        System.arraycopy(row, split, given, 1, targets);
        int[] wanted = Arrays.copyOfRange(row, split, row.length + 1);
        wanted[targets] = TextUse.END;
        return new int[][] {source, given, wanted};
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
