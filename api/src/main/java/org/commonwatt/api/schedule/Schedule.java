package org.commonwatt.api.schedule;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Rounds of the same work for as long as the service runs, on a thread of its own: what is slow must not hold up anything
 * else. A round that fails is told in the log, and the next one comes in its time.
 */
public abstract class Schedule implements SmartLifecycle {

    /** What a stop grants a round at the least to come to its end. */
    protected static final Duration COMMIT_TIME = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final String name;
    private final Duration every;
    private final Duration longestEnd;
    private volatile @Nullable Thread thread;

    /**
     * @param name the thread's, and the work's in the log
     * @param every the pause between two rounds
     * @param longestEnd how long a stop waits at most for a round that is under way
     */
    protected Schedule(String name, Duration every, Duration longestEnd) {
        this.name = name;
        this.every = every;
        this.longestEnd = longestEnd;
    }

    /** One round. An interruption means that the service stops. */
    protected abstract void round() throws InterruptedException;

    /** What comes before the first round. */
    protected void prepare() throws InterruptedException {}

    /** The pause after a round. */
    protected void rest() throws InterruptedException {
        Thread.sleep(every);
    }

    @Override
    public final void start() {
        Thread made = Thread.ofVirtual().name(name).unstarted(this::run);
        // Known before it runs: it goes on for as long as it finds itself here.
        thread = made;
        made.start();
    }

    /** Returns once the running round is over, so that it doesn't meet a closed database. */
    @Override
    public final void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(longestEnd);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private boolean goesOn() {
        return thread == Thread.currentThread();
    }

    private void run() {
        try {
            prepare();
            while (goesOn()) {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.warn("a round of {} failed; the next one is due in {} s", name, every.toSeconds(), e);
                } catch (Error e) {
                    // Memory that ran out elsewhere, say: without its rounds the service would go on, and be useless.
                    LOG.error("a round of {} broke off; the next one is due in {} s", name, every.toSeconds(), e);
                }
                // A round may have kept the interruption to itself.
                if (goesOn()) {
                    rest();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} stops", name);
        }
    }
}
