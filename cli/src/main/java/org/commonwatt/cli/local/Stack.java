package org.commonwatt.cli.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.RunningNote;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;

/** The service and, where wanted, one worker, as children of this process on one data folder. */
final class Stack implements AutoCloseable {

    /** Generous: a service that ended is noticed at once, and one on a slow disk needs minutes for its first start. */
    private static final Duration START_TIME = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration WORKER_STOPS = Duration.ofSeconds(12);
    private static final Duration SERVICE_STOPS = Duration.ofSeconds(20);

    private final Setting setting;
    private final DataFolder data;
    private final ListenAddress address;
    private final FolderClaim claim;
    private final Thread atExit = new Thread(this::close, "stop children");
    private @Nullable Child service;
    private @Nullable Child worker;
    private boolean closed;

    private Stack(Setting setting, DataFolder data, ListenAddress address, FolderClaim claim) {
        this.setting = setting;
        this.data = data;
        this.address = address;
        this.claim = claim;
    }

    /** Claims the data folder and the port; starts nothing yet. */
    static Stack open(Setting setting, StackOptions options) {
        DataFolder data = DataFolder.of(options.data(), setting);
        FolderClaim claim = FolderClaim.take(data, setting.terminal()::say);
        try {
            Stack stack = new Stack(setting, data, options.address(), claim);
            Runtime.getRuntime().addShutdownHook(stack.atExit);
            return stack;
        } catch (Failure e) {
            claim.close();
            throw e;
        }
    }

    DataFolder data() {
        return data;
    }

    ListenAddress address() {
        return address;
    }

    /** Starts the service's process. */
    synchronized void startService() {
        requireOpen();
        List<String> command = new Jvm(setting.installation().java(), !address.open())
                .command(
                        setting.installation().service(),
                        "--server.port=" + address.port(),
                        "--server.address=" + address.host());
        service = Child.start("service", command, environment(), data.logs().resolve("api.log"));
        note();
    }

    /** Waits until the service answers. */
    Service awaitService() {
        long deadline = System.nanoTime() + START_TIME.toNanos();
        Service anybody = new Service(address.url(), null, data.keyFile());
        while (!anybody.healthy()) {
            Child child = requireStarted(service);
            if (!child.alive()) {
                throw child.ended();
            }
            if (System.nanoTime() > deadline) {
                throw new Failure("The service did not answer within " + START_TIME.toSeconds() + " s; its log is "
                        + data.logs().resolve("api.log"));
            }
            pause();
        }
        String key = data.key()
                .orElseThrow(() -> new Failure("The service runs, but its key is not in " + data.keyFile() + "."));
        return new Service(address.url(), key, data.keyFile());
    }

    /**
     * Starts a process of the worker.
     *
     * @param log name of its log
     * @param arguments a command of the worker's own
     */
    synchronized Child startWorker(String log, String... arguments) {
        requireOpen();
        List<String> command = new Jvm(setting.installation().java(), true)
                .command(setting.installation().worker(), arguments);
        Child started =
                Child.start("worker", command, environment(), data.logs().resolve(log));
        worker = started;
        note();
        return started;
    }

    /** Waits until the service ends, which it does not by itself; until then keeps the worker alive. */
    Failure serve() {
        Child child = requireStarted(service);
        child.await();
        return child.ended();
    }

    /** Stops the worker, then the service. Repeats are harmless, and wait for the first to be done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (worker != null) {
            worker.stop(WORKER_STOPS);
        }
        if (service != null) {
            service.stop(SERVICE_STOPS);
        }
        claim.close();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new Failure("Stopped.");
        }
    }

    private static Child requireStarted(@Nullable Child child) {
        if (child == null) {
            throw new IllegalStateException("not started");
        }
        return child;
    }

    private void note() {
        List<RunningNote.Member> members = new ArrayList<>();
        members.add(RunningNote.Member.of("supervisor", ProcessHandle.current()));
        if (service != null) {
            members.add(service.member());
        }
        if (worker != null) {
            members.add(worker.member());
        }
        claim.note(address.url().toString(), members);
    }

    private Map<String, String> environment() {
        return Map.of("COMMONWATT_DATA", data.root().toString());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }
}
