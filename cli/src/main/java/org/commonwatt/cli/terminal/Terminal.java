package org.commonwatt.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.Json;

/**
 * Where a command writes. Results go to standard output, everything on the way there to standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person watches standard error, so that a line may be drawn over
 * @param columns width in characters
 */
public record Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, int columns) {

    private static final int USUAL_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;

    /**
     * The process's own streams.
     *
     * @param described what the launcher found out: any of {@code out}, {@code err} and a number of columns, by commas
     */
    public static Terminal ofProcess(String described) {
        List<String> words = Arrays.asList(described.split(",", -1));
        int columns = words.stream()
                .filter(word -> word.matches("[1-9][0-9]{0,4}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(USUAL_COLUMNS);
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                words.contains("out"),
                words.contains("err"),
                Math.max(columns, FEWEST_COLUMNS));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * A result, for people.
     *
     * @throws OutputClosed when nobody takes it
     */
    public void result(String text) {
        write(Printable.text(text));
    }

    /**
     * A result, for programs: one JSON object on one line, the last that standard output gets.
     *
     * @throws OutputClosed when nobody takes it
     */
    public void json(Object wire) {
        write(Json.mapper().writeValueAsString(wire));
    }

    /** Something said on the way. */
    public void say(String text) {
        err.println(Printable.text(text));
    }

    private void write(String text) {
        out.println(text);
        if (out.checkError()) {
            throw new OutputClosed();
        }
    }
}
