package org.commonwatt.api.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the other replicas what changed, by one NOTIFY for all that changed in a moment. A signal is a hint that makes them
 * look sooner: it may be lost, for who waits also looks by itself now and then.
 */
public final class Signals implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private static final String CHANNEL = "commonwatt";

    /** Long enough that a busy replica sends a handful of signals a second, and too short for anybody to notice. */
    private static final Duration GATHERED_FOR = Duration.ofMillis(50);

    /** A payload has at most 8,000 bytes; what is beyond is told as one word that means everything. */
    private static final int LONGEST = 7_000;

    private static final String EVERYTHING = "*";
    private static final int LISTENS_FOR_MILLIS = 500;
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    private final DataSource database;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> gathered = new HashSet<>();
    private volatile boolean running;
    private volatile @Nullable Thread listening;
    private int backend;

    Signals(DataSource database) {
        this.database = database;
    }

    /** @param listener is told what changed at other replicas; an empty set means that it could be anything */
    public void listen(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    /** Tells the other replicas, a moment later, together with all else that changes meanwhile. */
    public void send(String change) {
        boolean first;
        synchronized (gathered) {
            first = gathered.isEmpty();
            gathered.add(change);
        }
        if (first) {
            Thread.ofVirtual().name("signals").start(this::sendGathered);
        }
    }

    private void sendGathered() {
        try {
            Thread.sleep(GATHERED_FOR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String payload;
        synchronized (gathered) {
            payload = String.join(" ", gathered);
            gathered.clear();
        }
        try (Connection connection = database.getConnection();
                var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, backend + " " + (payload.length() > LONGEST ? EVERYTHING : payload));
            notify.execute();
        } catch (SQLException e) {
            log.debug("A signal was not sent; the other replicas look by themselves", e);
        }
    }

    private void listen() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                hear(connection.unwrap(PGConnection.class), connection);
            } catch (SQLException e) {
                log.debug("Signals are not heard; connecting again", e);
                pause();
            }
        }
    }

    private void hear(PGConnection signals, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            backend = signals.getBackendPID();
            tell(Set.of()); // whatever was told while nobody listened
            while (running) {
                PGNotification[] heard = signals.getNotifications(LISTENS_FOR_MILLIS);
                if (heard != null && heard.length > 0) {
                    hear(heard);
                }
            }
            statement.execute("unlisten *");
        }
    }

    private void hear(PGNotification[] heard) {
        Set<String> changes = new HashSet<>();
        for (PGNotification one : heard) {
            List<String> words = new ArrayList<>(List.of(one.getParameter().split(" ")));
            if (!words.removeFirst().equals(Integer.toString(backend))) {
                changes.addAll(words);
            }
        }
        if (!changes.isEmpty()) {
            tell(changes.contains(EVERYTHING) ? Set.of() : changes);
        }
    }

    private void tell(Set<String> changes) {
        for (Consumer<Set<String>> listener : listeners) {
            try {
                listener.accept(changes);
            } catch (RuntimeException e) {
                log.warn("A signal of another replica was of no use: {}", changes, e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_CONNECTIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        listening = Thread.ofVirtual().name("signals-in").start(this::listen);
    }

    /** Returns once the connection is given back, so that nobody listens on a closed pool. */
    @Override
    public void stop() {
        running = false;
        Thread thread = listening;
        if (thread != null) {
            try {
                thread.join(Duration.ofMillis(4 * LISTENS_FOR_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
