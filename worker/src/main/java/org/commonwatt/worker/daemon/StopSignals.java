package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which a worker is told to stop: SIGTERM or Ctrl-C, and the end of its input where a supervisor started it. */
final class StopSignals {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    /** A little more than what a run takes at most for its last checkpoint and delivery. */
    private static final long LONGEST_GOODBYE_SECONDS = 12;

    private StopSignals() {}

    /**
     * Lets a worker be stopped from outside.
     *
     * @param ended counted down once the worker has stopped
     */
    static void obey(Worker worker, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.stop();
                            try {
                                if (!ended.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                                    LOG.warn("The worker did not stop in time");
                                }
                            } catch (InterruptedException impatient) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
        if ("1".equals(System.getenv("COMMONWATT_SUPERVISED"))) {
            Thread.ofPlatform().daemon().name("supervisor").start(() -> {
                awaitEndOfInput();
                LOG.info("The supervisor is gone; the worker stops");
                worker.stop();
            });
        }
    }

    private static void awaitEndOfInput() {
        byte[] ignored = new byte[256];
        try {
            while (System.in.read(ignored) >= 0) {
                LOG.trace("The supervisor is there");
            }
        } catch (IOException closed) {
            LOG.debug("The supervisor's pipe broke", closed);
        }
    }
}
