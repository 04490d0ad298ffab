package org.commonwatt.worker.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.worker.pipe.ToTrainer;

/** Orders from the pipe. A thread of its own listens, so that nothing waits. */
final class DaemonOrders implements Orders {

    private final CompletableFuture<ToTrainer> first = new CompletableFuture<>();
    private final AtomicBoolean checkpoint = new AtomicBoolean();
    private final AtomicReference<ToTrainer.@Nullable Stop> stop = new AtomicReference<>();

    /**
     * Listens until the stream ends.
     *
     * @param whenDaemonIsGone called at the stream's end, whatever the other threads do then
     */
    static DaemonOrders listen(InputStream in, Runnable whenDaemonIsGone) {
        DaemonOrders orders = new DaemonOrders();
        Thread.ofPlatform().daemon().name("orders").start(() -> {
            try {
                orders.readAll(in);
            } finally {
                whenDaemonIsGone.run();
            }
        });
        return orders;
    }

    private void readAll(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(Json.mapper().readValue(line, ToTrainer.class));
            }
        } catch (IOException | JacksonException e) {
            // Either way the daemon can't be understood any more, which is as if it were gone.
            System.err.println("The daemon's orders can't be read: " + e.getMessage());
        }
    }

    private void take(ToTrainer order) {
        switch (order) {
            case ToTrainer.Start run -> first.complete(run);
            case ToTrainer.Predict use -> first.complete(use);
            case ToTrainer.Checkpoint now -> checkpoint.set(true);
            case ToTrainer.Stop last -> stop.set(last);
        }
    }

    /** Waits for the first order. */
    ToTrainer first() {
        return first.join();
    }

    @Override
    public boolean takeCheckpoint() {
        return checkpoint.getAndSet(false);
    }

    @Override
    public ToTrainer.@Nullable Stop stop() {
        return stop.get();
    }
}
