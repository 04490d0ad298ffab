package org.commonwatt.api.lease;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Rounds of decisions about time for as long as the service runs: when one is called for, and from time to time. */
@Component
class GreenSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(GreenSchedule.class);

    private final GreenRounds rounds;
    private final RoundBell bell;
    private final GreenSettings settings;
    private volatile @Nullable Thread thread;

    GreenSchedule(GreenRounds rounds, RoundBell bell, GreenSettings settings) {
        this.rounds = rounds;
        this.bell = bell;
        this.settings = settings;
    }

    @Override
    public void start() {
        Thread made = Thread.ofVirtual().name("green-rounds").unstarted(this::run);
        // Known before it runs: it goes on for as long as it finds itself here.
        thread = made;
        made.start();
    }

    /** Returns once the running round is over, so that it doesn't meet a closed database. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(settings.decideEvery().plusSeconds(10));
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
                rounds.round();
            } catch (RuntimeException e) {
                LOG.warn(
                        "a round of decisions about time failed; the next one is due in {} s",
                        settings.decideEvery().toSeconds(),
                        e);
            }
            try {
                bell.await(settings.decideEvery());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
