package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.text.TextCodec;
import org.commonwatt.worker.training.text.TokenCodec;

/**
 * A text in windows of T tokens that follow each other without overlap: the input is a window, the target the same
 * window one token later. Tokens that fill no window at the text's end are left out.
 */
final class Windows implements TokenExamples {

    private final TokenFile tokens;
    private final int length;
    private final long count;

    private Windows(TokenFile tokens, int length, long count) {
        this.tokens = tokens;
        this.length = length;
        this.count = count;
    }

    static Windows open(Split split, TextUse use, TextCodec codec, Path workFolder) throws DataFault, IOException {
        PlainText text = new PlainText(split);
        TokenCodec inputs = codec.inputs();
        try (TokenFile.Writer writer = new TokenFile.Writer(workFolder)) {
            text.read(inputs.parting(), part -> writer.write(inputs.encode(TextCodec.plain(part, codec.lowercase()))));
            long count = (writer.count() - 1) / use.length();
            if (count < 1) {
                throw new DataFault(
                        split.onlyFile().name(),
                        "has " + writer.count() + " tokens, too few for a window of " + use.length()
                                + " and the token after it");
            }
            return new Windows(writer.finish(), use.length(), count);
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column(length, false), new Column(length, false));
    }

    @Override
    public int length(long index) {
        return 0;
    }

    @Override
    public int[][] read(long index) throws IOException {
        int[] window = tokens.read(index * length, length + 1);
        return new int[][] {Arrays.copyOf(window, length), Arrays.copyOfRange(window, 1, length + 1)};
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }
}
