package org.commonwatt.worker.training;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.worker.pipe.FromTrainer;

/** Writes what the trainer has to say, one JSON object a line, each flushed. */
final class Reports {

    private final OutputStream out;
    private final Clock clock;

    Reports(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    synchronized void say(FromTrainer line) {
        try {
            // As the interface, so that the type's name is written.
            String json = Json.mapper().writerFor(FromTrainer.class).writeValueAsString(line);
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon does not listen any more", e);
        }
    }

    /** A line for the job's log. */
    void log(String level, String text) {
        say(new FromTrainer.Logged(new LogLine(clock.instant(), level, text)));
    }

    Clock clock() {
        return clock;
    }
}
