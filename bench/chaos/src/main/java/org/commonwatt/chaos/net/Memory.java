package org.commonwatt.chaos.net;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.net.Exchange.Origin;
import org.commonwatt.protocol.Json;

/** Remembers what was sent: every exchange in the journal, and requests that change something to send them once more. */
public final class Memory {

    private static final int MOST_REQUESTS = 3000;

    private final Journal journal;
    private final List<Sent> requests = new ArrayList<>();

    private record Sent(HttpLink link, Request request) {}

    /** @param journal gets what reached the service */
    public Memory(Journal journal) {
        this.journal = journal;
    }

    void note(HttpLink link, Request request, Origin origin, long sent, @Nullable HttpResponse<byte[]> response) {
        if (!request.changesSomething()) {
            return;
        }
        journal.note(new Exchange(
                sent,
                System.nanoTime(),
                link.name(),
                origin,
                request.method(),
                request.target(),
                request.header("Idempotency-Key"),
                request.text(),
                response == null ? 0 : response.statusCode(),
                response == null ? null : json(response.body())));
        if (origin == Origin.SENDER) {
            keep(new Sent(link, request));
        }
    }

    private synchronized void keep(Sent sent) {
        requests.add(sent);
        if (requests.size() > MOST_REQUESTS) {
            requests.subList(0, MOST_REQUESTS / 4).clear();
        }
    }

    /** Sends some of the remembered requests once more, in any order; false when there is none yet. */
    public boolean replay(int number, long seed) {
        Random random = new Random(seed);
        List<Sent> picked = new ArrayList<>();
        synchronized (this) {
            for (int i = 0; i < number && !requests.isEmpty(); i++) {
                picked.add(requests.get(random.nextInt(requests.size())));
            }
        }
        picked.forEach(sent -> sent.link().replay(sent.request()));
        return !picked.isEmpty();
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? null : Json.mapper().readTree(body);
        } catch (JacksonException somethingElse) {
            return null;
        }
    }
}
