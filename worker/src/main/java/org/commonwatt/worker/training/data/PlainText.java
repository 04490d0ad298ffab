package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.commonwatt.worker.training.text.Parting;

/** A split of one text file (UTF-8, unpacked), read part by part. */
final class PlainText {

    private static final int PART = 1 << 16;

    private final Split split;
    private final Split.File file;
    private final Path path;

    PlainText(Split split) throws DataFault {
        this.split = split;
        this.file = split.onlyFile();
        this.path = file.path();
    }

    /** Takes the parts of the text in order. */
    interface Sink {
        void take(String part) throws IOException;
    }

    /**
     * Reads the whole text.
     *
     * @throws DataFault when it is not UTF-8, or not as long as the manifest says
     */
    void read(Parting parting, Sink sink) throws DataFault, IOException {
        long characters = 0;
        // A decoder of its own, since a reader's replaces what it can't read.
        try (Reader reader = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder())) {
            StringBuilder waiting = new StringBuilder();
            char[] buffer = new char[PART];
            for (int got = reader.read(buffer); got >= 0; got = reader.read(buffer)) {
                waiting.append(buffer, 0, got);
                int whole = waiting.length() - (endsInside(waiting) ? 1 : 0);
                String part = waiting.substring(0, parting.safeEnd(waiting.substring(0, whole)));
                waiting.delete(0, part.length());
                characters += part.codePointCount(0, part.length());
                sink.take(part);
            }
            characters += waiting.codePoints().count();
            sink.take(waiting.toString());
        } catch (CharacterCodingException e) {
            throw new DataFault(file.name(), "not UTF-8 text; the fault lies after " + characters + " characters");
        }
        if (characters != split.examples()) {
            throw new DataFault(
                    file.name(),
                    "has " + characters + " characters, but the manifest says that split " + split.name() + " has "
                            + split.examples());
        }
    }

    private static boolean endsInside(CharSequence text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }
}
