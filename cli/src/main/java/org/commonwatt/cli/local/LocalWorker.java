package org.commonwatt.cli.local;

import java.time.Duration;
import java.util.function.Consumer;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.Shutdown;

/** The one worker of this machine: joins the local service when it has no identity yet, runs, and is kept alive. */
final class LocalWorker {

    /** The worker's exit status when the service does not know it, as after a lost database. */
    private static final int NOT_ACCEPTED = 3;

    /** What a program ends with after SIGTERM: somebody, or the system on its way down, wanted it to end. */
    private static final int TERMINATED = 128 + 15;

    private final Stack stack;
    private final Consumer<String> says;
    private final Restarts restarts = new Restarts();

    LocalWorker(Stack stack, Consumer<String> says) {
        this.stack = stack;
        this.says = says;
    }

    /** Whether an earlier run has joined. */
    boolean hasJoined() {
        return WorkerIdentity.exists(stack.data());
    }

    /** Starts the worker; for one that has joined before. It waits for the service by itself. */
    void start() {
        String url = stack.address().url().toString();
        Child child = stack.startWorker("worker.log", "run", "--service", url);
        long started = System.nanoTime();
        Thread.ofVirtual().name("watch worker").start(() -> {
            int status = child.await();
            if (!Shutdown.begun() && !stack.isClosed()) {
                hasEnded(child, status, Duration.ofNanos(System.nanoTime() - started));
            }
        });
    }

    /** Joins with a fresh code, then starts. */
    void joinAndStart(Service service) {
        Child joining = stack.startWorker(
                "worker-join.log",
                "join",
                service.address().toString(),
                "--replace",
                "--code",
                service.joiningCode().code());
        if (joining.await() != 0) {
            throw joining.ended();
        }
        start();
    }

    /** A worker that dies takes no job along, so it is started again; one that keeps dying is not. */
    private void hasEnded(Child child, int status, Duration worked) {
        if (status == 0 || status == TERMINATED) {
            says.accept("The worker has ended as it was told to. Jobs wait for other nodes.");
            return;
        }
        says.accept("commonwatt: " + child.ended().sentence());
        if (!restarts.after(worked)) {
            says.accept("commonwatt: The worker is not started again. Jobs wait for other nodes.");
            return;
        }
        try {
            if (status == NOT_ACCEPTED) {
                says.accept("The worker joins anew.");
                joinAndStart(stack.awaitService());
            } else {
                start();
            }
        } catch (Failure failure) {
            says.accept("commonwatt: " + failure.sentence());
        }
    }
}
