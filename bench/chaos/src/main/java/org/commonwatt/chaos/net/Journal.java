package org.commonwatt.chaos.net;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.commonwatt.protocol.Json;

/** What the service acknowledged, one exchange a line, written as it happens and read by the check at the end. */
public final class Journal implements AutoCloseable {

    private final BufferedWriter writer;

    /** Begins a journal. */
    public Journal(Path file) throws IOException {
        writer = Files.newBufferedWriter(file);
    }

    synchronized void note(Exchange exchange) {
        try {
            writer.write(Json.mapper().writeValueAsString(exchange));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal can't be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
