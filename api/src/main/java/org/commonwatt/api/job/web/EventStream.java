package org.commonwatt.api.job.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobEvent;

/** Writes server-sent events (WHATWG HTML, section 9.2). */
final class EventStream {

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** One event that a reader may resume behind: its id is the feed's number. */
    void send(JobEvent event, long id) throws IOException {
        write("id: " + id + "\n" + body(event));
    }

    /** One event that is told again to who resumes: others with the same number follow it. */
    void send(JobEvent event) throws IOException {
        write(body(event));
    }

    /** A comment: keeps proxies from closing the connection, and finds out whether anybody still reads. */
    void heartbeat() throws IOException {
        write(": alive\n\n");
    }

    private static String body(JobEvent event) {
        String name =
                switch (event) {
                    case JobEvent.State state -> "state";
                    case JobEvent.Metrics metrics -> "metrics";
                    case JobEvent.Log log -> "log";
                };
        return "event: " + name + "\ndata: " + Json.mapper().writeValueAsString(event) + "\n\n";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
