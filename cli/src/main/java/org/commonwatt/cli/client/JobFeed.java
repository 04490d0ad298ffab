package org.commonwatt.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobView;

/**
 * Follows a job to its end. Where the connection breaks or falls silent it begins again after the last event seen, so
 * that nothing is missed and nothing comes twice.
 */
public final class JobFeed {

    /**
     * How patient a feed is.
     *
     * @param silence time without a byte after which a connection is taken for dead
     * @param firstPause pause before the second attempt to connect; doubles up to {@code longestPause}
     * @param giveUp time without any connection after which following ends
     */
    public record Patience(Duration silence, Duration firstPause, Duration longestPause, Duration giveUp) {

        /** What people get. */
        public static final Patience USUAL = new Patience(
                Duration.ofSeconds(60), Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    private sealed interface Read {
        record Line(String text) implements Read {}

        record End() implements Read {}
    }

    private final Service service;
    private final Patience patience;
    private final Consumer<String> notices;

    /** @param notices told in a sentence when the service is away, and when it is back */
    public JobFeed(Service service, Patience patience, Consumer<String> notices) {
        this.service = service;
        this.patience = patience;
        this.notices = notices;
    }

    /**
     * Hands every event to {@code events} until the job is in a final state.
     *
     * @return the job as it ended
     * @throws Failure when the service refuses, or stays away for too long
     */
    public JobView follow(UUID job, Consumer<JobEvent> events) {
        @Nullable String lastId = null;
        Duration pause = patience.firstPause();
        Duration away = Duration.ZERO;
        while (true) {
            try (InputStream stream = service.events(job, lastId)) {
                if (away.compareTo(Duration.ZERO) > 0) {
                    notices.accept("The service is back.");
                }
                pause = patience.firstPause();
                away = Duration.ZERO;
                Connection connection = new Connection(stream, lastId);
                Optional<JobView> ended = connection.read(events);
                if (ended.isPresent()) {
                    return ended.get();
                }
                lastId = connection.lastId;
            } catch (Unreachable | Refused e) {
                if (e instanceof Refused refused && !refused.isAway()) {
                    throw e;
                }
                if (away.equals(Duration.ZERO)) {
                    notices.accept("The service does not answer; the job goes on. Trying again ...");
                }
                if (away.compareTo(patience.giveUp()) >= 0) {
                    throw new Failure("The service at " + service.address()
                            + " stayed away. The job goes on without this command; follow it again with"
                            + " 'commonwatt logs -f " + job + "'.");
                }
            } catch (IOException e) {
                // Closing failed: it was broken anyway.
            }
            rest(pause);
            away = away.plus(pause);
            pause = pause.multipliedBy(2).compareTo(patience.longestPause()) > 0
                    ? patience.longestPause()
                    : pause.multipliedBy(2);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    /** One connection's worth of events. */
    private final class Connection {

        private final InputStream stream;
        private final BlockingQueue<Read> reads = new LinkedBlockingQueue<>(1000);
        private final SseParser parser = new SseParser();
        private @Nullable String lastId;

        private Connection(InputStream stream, @Nullable String lastId) {
            this.stream = stream;
            this.lastId = lastId;
        }

        private Optional<JobView> read(Consumer<JobEvent> events) {
            // A read of the stream cannot time out, so another thread reads and this one waits no longer than it wants.
            Thread reader = Thread.ofVirtual().start(this::readLines);
            try {
                while (reads.poll(patience.silence().toMillis(), TimeUnit.MILLISECONDS) instanceof Read.Line line) {
                    Optional<SseParser.Event> event = parser.line(line.text());
                    Optional<JobView> ended = event.flatMap(this::understood).flatMap(known -> {
                        events.accept(known);
                        return finalState(known);
                    });
                    event.ifPresent(done -> lastId = done.id() == null ? lastId : done.id());
                    if (ended.isPresent()) {
                        return ended;
                    }
                }
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Interrupted.");
            } finally {
                reader.interrupt();
            }
        }

        private void readLines() {
            try {
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reads.put(new Read.Line(line));
                }
                reads.put(new Read.End());
            } catch (IOException e) {
                reads.offer(new Read.End());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Optional<JobEvent> understood(SseParser.Event event) {
            Class<? extends JobEvent> type =
                    switch (event.name()) {
                        case "state" -> JobEvent.State.class;
                        case "metrics" -> JobEvent.Metrics.class;
                        case "log" -> JobEvent.Log.class;
                        // A newer service may say more.
                        default -> null;
                    };
            try {
                return type == null
                        ? Optional.empty()
                        : Optional.of(Json.mapper().readValue(event.data(), type));
            } catch (JacksonException e) {
                throw new Failure("The service sent an event that this version does not understand: " + event.name());
            }
        }

        private Optional<JobView> finalState(JobEvent event) {
            return event instanceof JobEvent.State state && state.job().state().isFinal()
                    ? Optional.of(state.job())
                    : Optional.empty();
        }
    }
}
