package org.commonwatt.worker.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest lines of a trainer's standard error: what is left to explain a crash. */
final class LastWords {

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final int LINES = 200;
    private static final int LONGEST = 1000;

    private final Deque<String> lines = new ArrayDeque<>();

    void hear(InputStream stream) {
        char[] chunk = new char[1 << 13];
        StringBuilder line = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (int length = reader.read(chunk); length >= 0; length = reader.read(chunk)) {
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n') {
                        keep(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LONGEST) {
                        line.append(chunk[i]);
                    }
                }
            }
        } catch (IOException ended) {
            LOG.debug("The trainer's standard error ended: {}", ended.toString());
        }
        if (!line.isEmpty()) {
            keep(line.toString());
        }
    }

    private synchronized void keep(String line) {
        LOG.debug("trainer: {}", line);
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
