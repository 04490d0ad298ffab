package org.commonwatt.cli.local;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.Shutdown;

/** The one worker of this machine: joins the local service when it has no identity yet, then runs. */
final class LocalWorker {

    private static final int MOST_RESTARTS = 5;

    private final Stack stack;
    private final Consumer<String> says;
    private int restarts;

    LocalWorker(Stack stack, Consumer<String> says) {
        this.stack = stack;
        this.says = says;
    }

    /** Whether an earlier run has joined. */
    boolean hasJoined() {
        return WorkerIdentity.exists(stack.data());
    }

    /** Starts the worker, which waits for the service by itself; for one that has joined before. */
    void start() {
        run();
    }

    /** Joins with a fresh code, then starts. */
    void joinAndStart(Service service) {
        Child joining = stack.startWorker(
                "join",
                service.address().toString(),
                "--code",
                service.joiningCode().code());
        if (joining.await() != 0) {
            throw joining.ended();
        }
        run();
    }

    private void run() {
        Child child = stack.startWorker("run", "--url", stack.address().url().toString());
        @Nullable CompletableFuture<Void> watch = child.onExit().thenAccept(ended -> restart(child));
        watch.exceptionally(wrong -> null);
    }

    /** A worker that dies takes no job along, so it is started again; one that keeps dying is not. */
    private synchronized void restart(Child child) {
        if (Shutdown.begun() || stack.isClosed()) {
            return;
        }
        says.accept("commonwatt: " + child.ended().sentence());
        if (++restarts > MOST_RESTARTS) {
            says.accept("commonwatt: The worker is not started again. Jobs wait for other nodes.");
            return;
        }
        try {
            run();
        } catch (Failure failure) {
            says.accept("commonwatt: " + failure.sentence());
        }
    }
}
