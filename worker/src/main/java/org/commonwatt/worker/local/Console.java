package org.commonwatt.worker.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.worker.machine.Printable;

/**
 * Where a command writes: results to standard output, everything on the way there to standard error.
 *
 * @param drawsOver whether a person watches standard error, so that a line may be drawn over
 * @param columns width in characters
 */
record Console(PrintStream out, PrintStream err, boolean drawsOver, int columns) {

    private static final int USUAL_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;
    private static final String TO_START_AND_CLEAR = "\r\033[K";

    /**
     * The process's own streams. Both are UTF-8 whatever the locale: one without letters beyond ASCII would lose those of a
     * model's texts.
     *
     * @param described what the launcher found out: any of {@code out}, {@code err} and a number of columns, by commas
     */
    static Console ofProcess(String described) {
        return of(stream(FileDescriptor.out), stream(FileDescriptor.err), described);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static Console of(PrintStream out, PrintStream err, String described) {
        List<String> words = Arrays.asList(described.split(",", -1));
        int columns = words.stream()
                .filter(word -> word.matches("[1-9][0-9]{0,4}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(USUAL_COLUMNS);
        return new Console(out, err, words.contains("err"), Math.max(columns, FEWEST_COLUMNS));
    }

    /** A result, for people. */
    void result(String text) {
        out.println(Printable.text(text));
    }

    /** A result, for programs: one JSON object on one line, the last that standard output gets. */
    void json(Object wire) {
        out.println(Json.mapper().writeValueAsString(wire));
        out.flush();
    }

    /** Something said on the way, which stays. */
    void say(String text) {
        err.println((drawsOver ? TO_START_AND_CLEAR : "") + Printable.text(text));
    }

    /** A line that the next one replaces; only where {@link #drawsOver}. */
    void draw(String text) {
        String fitting = text.length() < columns ? text : text.substring(0, columns - 1);
        err.print(TO_START_AND_CLEAR + fitting);
        err.flush();
    }

    /**
     * Says why a command failed, to people and, where it is wanted, to programs.
     *
     * @return the command's exit code
     */
    int fail(Trouble trouble, boolean json) {
        say("commonwatt: " + trouble.text());
        if (json) {
            json(new Wrong(trouble.problem()));
        }
        return 1;
    }

    /** What {@code --json} prints when a command fails. */
    private record Wrong(Problem error) {}
}
