package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.commonwatt.worker.pipe.ToTrainer;

/** One text that somebody gives to a model. */
public final class SingleText {

    private static final long LONGEST = 64L << 20;

    private SingleText() {}

    /**
     * The text, from its file where it lies in one. One end of a line at its end is no part of it: editors and shells put it
     * there.
     *
     * @throws DataFault when the file holds no text
     * @throws IOException when it can't be read
     */
    public static String read(ToTrainer.Input input) throws DataFault, IOException {
        String text = ByteOrderMark.without(whole(input));
        return text.endsWith("\r\n") || text.endsWith("\n")
                ? text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1))
                : text;
    }

    private static String whole(ToTrainer.Input input) throws DataFault, IOException {
        if (input.text() != null) {
            return input.text();
        }
        if (input.file() == null) {
            throw new DataFault("input", "there is neither a file nor a text");
        }
        Path file = Path.of(input.file());
        try {
            if (Files.size(file) <= LONGEST) {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        } catch (CharacterCodingException notText) {
            throw new DataFault(String.valueOf(file.getFileName()), "not UTF-8 text");
        }
        throw new DataFault(String.valueOf(file.getFileName()), "longer than 64 MiB");
    }
}
