package org.commonwatt.cli.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.StubService;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobFeedTest {

    private static final String ROUTE = "GET /api/v1/jobs/" + Samples.ID + "/events";

    private final StubService stub = new StubService();
    private final List<JobEvent> seen = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        stub.close();
    }

    private JobView follow() {
        return follow(JobFeed.Patience.USUAL.silence());
    }

    private JobView follow(Duration silence) {
        Service service = new Service(stub.address(), "cw_key", Path.of("key"));
        JobFeed.Patience patience =
                new JobFeed.Patience(silence, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));
        return new JobFeed(service, patience, notices::add).follow(Samples.ID, seen::add);
    }

    private static void write(HttpExchange exchange, String... events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(String.join("", events).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String event(int id, String name, Object body) {
        return "id: " + id + "\nevent: " + name + "\ndata: " + Json.mapper().writeValueAsString(body) + "\n\n";
    }

    private static String state(int id, JobState state) {
        return event(id, "state", new JobEvent.State(Samples.job(state)));
    }

    private static String log(int id, String text) {
        return event(id, "log", new JobEvent.Log(List.of(new LogLine.Stored(id, Instant.EPOCH, "INFO", text))));
    }

    @Test
    void followsToTheFinalState() {
        stub.answer(
                ROUTE,
                (asked, exchange) ->
                        write(exchange, state(1, JobState.RUNNING), log(2, "hello"), state(3, JobState.SUCCEEDED)));

        assertThat(follow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(seen).hasSize(3);
        assertThat(notices).isEmpty();
        assertThat(stub.asked(ROUTE).getFirst().header("Authorization")).isEqualTo("Bearer cw_key");
    }

    @Test
    void beginsAgainAfterTheLastEventSeenWhenTheConnectionBreaks() {
        AtomicInteger connections = new AtomicInteger();
        stub.answer(ROUTE, (asked, exchange) -> {
            if (connections.getAndIncrement() == 0) {
                write(exchange, state(1, JobState.RUNNING), log(2, "first"), "id: 3\nevent: log\ndata: {\"li");
            } else {
                write(exchange, log(3, "second"), state(4, JobState.FAILED));
            }
        });

        assertThat(follow().state()).isEqualTo(JobState.FAILED);
        assertThat(stub.asked(ROUTE))
                .extracting(asked -> asked.header("Last-Event-ID"))
                .containsExactly(null, "2");
        assertThat(seen)
                .filteredOn(JobEvent.Log.class::isInstance)
                .extracting(event -> ((JobEvent.Log) event).lines().getFirst().text())
                .containsExactly("first", "second");
    }

    @Test
    void takesAConnectionThatFellSilentForDead() {
        AtomicInteger connections = new AtomicInteger();
        stub.answer(ROUTE, (asked, exchange) -> {
            if (connections.getAndIncrement() == 0) {
                write(exchange, state(1, JobState.RUNNING));
                awaitEnd();
            } else {
                write(exchange, state(2, JobState.SUCCEEDED));
            }
        });

        assertThat(follow(Duration.ofSeconds(2)).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(connections).hasValueGreaterThan(1);
    }

    private void awaitEnd() throws IOException {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void toleratesEventsOfANewerService() {
        stub.answer(
                ROUTE,
                (asked, exchange) -> write(exchange, "event: receipt\ndata: {}\n\n", state(1, JobState.CANCELLED)));

        assertThat(follow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void stopsAtOnceWhenTheServiceRefuses() {
        assertThatThrownBy(this::follow).isInstanceOf(Refused.class).hasMessageContaining("Nothing is here");
        assertThat(stub.asked(ROUTE)).hasSize(1);
    }

    @Test
    void saysThatTheServiceIsAwayAndGivesUpWithTheWayBack() {
        stub.close();

        assertThatThrownBy(this::follow)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("commonwatt logs -f " + Samples.ID);
        assertThat(notices).containsExactly("The service does not answer; the job goes on. Trying again ...");
    }

    @Test
    void aProxyWhoseServiceIsAwayEndsNothing() {
        AtomicInteger connections = new AtomicInteger();
        stub.answer(ROUTE, (asked, exchange) -> {
            int connection = connections.getAndIncrement();
            if (connection < 3) {
                StubService.send(exchange, 502 + connection, "text/html", new byte[] {'-'});
            } else {
                write(exchange, state(1, JobState.SUCCEEDED));
            }
        });

        assertThat(follow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(notices)
                .containsExactly(
                        "The service does not answer; the job goes on. Trying again ...", "The service is back.");
    }
}
