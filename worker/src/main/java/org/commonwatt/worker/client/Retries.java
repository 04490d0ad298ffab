package org.commonwatt.worker.client;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a request while the service is away. */
public final class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Backoff backoff;
    private final Pause pause;

    /** A request to the service. */
    public interface Request<T> {
        T send() throws ServiceException, InterruptedException;
    }

    /** Waits; tests pass one that takes no time. */
    public interface Pause {
        void sleep(Duration wait) throws InterruptedException;
    }

    public Retries(Backoff backoff) {
        this(backoff, Thread::sleep);
    }

    Retries(Backoff backoff, Pause pause) {
        this.backoff = backoff;
        this.pause = pause;
    }

    /**
     * Sends until there is an answer other than "away", or until {@code patience} is spent.
     *
     * @param what names the request in the log, such as "commit checkpoint of step 200"
     * @throws ServiceAway when patience is spent; the last failure
     */
    public <T> T call(String what, Duration patience, Request<T> request)
            throws ServiceException, InterruptedException {
        long began = System.nanoTime();
        for (int failures = 1; ; failures++) {
            try {
                T answer = request.send();
                if (failures > 1) {
                    LOG.info("The service is back: {} done after {} tries", what, failures);
                }
                return answer;
            } catch (ServiceAway away) {
                Duration wait = backoff.after(failures, away);
                Duration spent = Duration.ofNanos(System.nanoTime() - began).plus(wait);
                if (spent.compareTo(patience) > 0) {
                    throw away;
                }
                if (failures == 1) {
                    LOG.warn("Could not {}: {}; trying again until it works", what, away.getMessage());
                } else {
                    LOG.debug("Could not {} (try {}): {}", what, failures, away.getMessage());
                }
                pause.sleep(wait);
            }
        }
    }
}
