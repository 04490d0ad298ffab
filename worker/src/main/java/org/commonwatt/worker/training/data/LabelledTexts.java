package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.text.TextCodec;

/**
 * Texts with a class each. Of a text the first tokens are read, as many as the spec allows. An example is the input
 * (at most T) and the class's index (1).
 */
final class LabelledTexts implements TokenExamples {

    private final TokenRows rows;
    private final long count;
    private final int length;

    private LabelledTexts(TokenRows rows, long count, int length) {
        this.rows = rows;
        this.count = count;
        this.length = length;
    }

    static LabelledTexts open(JsonLines lines, Target.Classes classes, TextUse use, TextCodec codec, Path workFolder)
            throws DataFault, IOException {
        ClassLabels labels = new ClassLabels(classes.names(), lines.name());
        try (TokenRows.Writer writer = new TokenRows.Writer(workFolder)) {
            lines.read((record, input, output) -> {
                int[] tokens = codec.encodeInput(input);
                int[] first = Arrays.copyOf(tokens, Math.min(tokens.length, use.length()));
                writer.write(new int[] {labels.index(output, record)}, first);
            });
            return new LabelledTexts(writer.finish(), lines.count(), use.length());
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column(length, false), new Column(1, false));
    }

    @Override
    public int length(long index) {
        return 0;
    }

    @Override
    public int[][] read(long index) throws IOException {
        int[] row = rows.read(index);
        return new int[][] {Arrays.copyOfRange(row, 1, row.length), {row[0]}};
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
