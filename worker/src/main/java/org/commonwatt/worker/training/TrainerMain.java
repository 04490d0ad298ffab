package org.commonwatt.worker.training;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * The trainer process. It reads {@link org.commonwatt.worker.pipe.ToTrainer} lines on its standard input and writes
 * {@link FromTrainer} lines on its standard output; whatever else is printed goes to its standard error.
 *
 * <p>It ends with status 0 when the run finished or was stopped as asked, 1 when it failed, and 2 when its input ended
 * before: then the daemon is gone, and the process goes at once, from wherever it is.
 */
public final class TrainerMain {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int ABANDONED = 2;

    private TrainerMain() {}

    /** Trains once. Takes no arguments: everything comes with the first line. */
    public static void main(String[] args) {
        // Libraries print where they like; the pipe is ours alone.
        System.setOut(System.err);
        Reports reports = new Reports(new FileOutputStream(FileDescriptor.out), Clock.systemUTC());
        // Halting waits for nothing: native code, shutdown hooks and other threads included.
        DaemonOrders orders =
                DaemonOrders.listen(System.in, () -> Runtime.getRuntime().halt(ABANDONED));
        leaveSignalsToTheDaemon();
        int status;
        try {
            reports.say(work(orders, reports));
            status = DONE;
        } catch (Throwable thrown) {
            RunFailure failure = RunFailure.of(thrown);
            if (failure.getCause() != null) {
                failure.getCause().printStackTrace();
            }
            reports.say(new FromTrainer.Failed(failure.kind(), String.valueOf(failure.getMessage())));
            status = FAILED;
        }
        Runtime.getRuntime().halt(status);
    }

    private static FromTrainer work(DaemonOrders orders, Reports reports) throws Exception {
        return switch (orders.first()) {
            case ToTrainer.Start start -> new Run(Preparations.prepare(start), orders, reports).execute();
            case ToTrainer.Predict predict -> new FromTrainer.Predicted(Predictor.answer(predict));
            case ToTrainer.Checkpoint early -> throw new IllegalStateException("there is nothing to write yet");
            case ToTrainer.Stop early -> throw new IllegalStateException("there is nothing to stop yet");
        };
    }

    /**
     * Keeps the process going when it is told to end by its terminal: Ctrl-C reaches every process there, but when a
     * trainer ends, and what it writes before, is for the one to say who started it.
     */
    private static void leaveSignalsToTheDaemon() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                // Only halting ends it, and that is what every way out of main does.
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "signals"));
    }
}
