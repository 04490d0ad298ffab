package org.commonwatt.worker.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the Java machine writes down when native code ends it, such as a division by nought in the engine. */
final class CrashReport {

    private static final Logger LOG = LoggerFactory.getLogger(CrashReport.class);

    /** The signal and the place stand at its beginning. */
    private static final int READ = 1 << 13;

    private static final int LONGEST = 300;
    private static final String SIGNAL = "#  SIG";
    private static final String PLACE = "# Problematic frame:";

    private CrashReport() {}

    /** Where a trainer's Java machine writes it. */
    static Path in(Path work) {
        return work.resolve("crash.log");
    }

    /**
     * The signal, and the function that it came in; null where there is no report that says so. The folder is the trainer's
     * own, so that what lies there may be anything: a pipe that nobody writes to, or a link to what is none of its business.
     */
    static @Nullable String read(Path work) {
        if (!Files.isRegularFile(in(work), LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (InputStream report = Files.newInputStream(in(work))) {
            return told(new String(report.readNBytes(READ), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            LOG.debug("The report of a crash can't be read: {}", unreadable.toString());
            return null;
        }
    }

    private static @Nullable String told(List<String> lines) {
        String signal = null;
        for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
            String line = rest.next();
            if (line.startsWith(SIGNAL)) {
                signal = words(line).split(" ", 2)[0];
            } else if (signal != null && line.startsWith(PLACE) && rest.hasNext()) {
                return signal + " in " + words(rest.next());
            }
        }
        return signal;
    }

    private static String words(String line) {
        String words = line.substring(1).strip();
        return words.substring(0, Math.min(words.length(), LONGEST));
    }
}
