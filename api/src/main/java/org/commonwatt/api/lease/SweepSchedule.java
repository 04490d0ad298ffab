package org.commonwatt.api.lease;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sweeps for as long as the service runs, on a thread of its own: a slow sweep must not hold up anything else. */
@Component
class SweepSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);

    private final Sweeper sweeper;
    private final LeaseSettings settings;
    private volatile @Nullable Thread thread;

    SweepSchedule(Sweeper sweeper, LeaseSettings settings) {
        this.sweeper = sweeper;
        this.settings = settings;
    }

    @Override
    public void start() {
        Thread made = Thread.ofVirtual().name("lease-sweeper").unstarted(this::run);
        // Known before it runs: it goes on for as long as it finds itself here.
        thread = made;
        made.start();
    }

    /** Returns once the running sweep is over, so that it doesn't meet a closed database. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(settings.sweepEvery().plusSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                sweeper.sweep();
            } catch (RuntimeException e) {
                LOG.warn(
                        "a sweep over the leases failed; the next one is due in {} s",
                        settings.sweepEvery().toSeconds(),
                        e);
            }
            try {
                Thread.sleep(settings.sweepEvery());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
