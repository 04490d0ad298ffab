package org.commonwatt.api.carbon;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.Sources;

/** Fetches for as long as the service runs, on a thread of its own: a slow source must not hold up anything else. */
@Component
class FetchSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FetchSchedule.class);
    private final Fetcher fetcher;
    private final Sources sources;
    private final SourceSettings settings;
    private volatile @Nullable Thread thread;

    FetchSchedule(Fetcher fetcher, Sources sources, SourceSettings settings) {
        this.fetcher = fetcher;
        this.sources = sources;
        this.settings = settings;
    }

    /** Without sources there is nothing to do. */
    @Override
    public boolean isAutoStartup() {
        return !sources.isEmpty();
    }

    @Override
    public void start() {
        Thread made = Thread.ofVirtual().name("intensity-fetcher").unstarted(this::run);
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
                running.join(settings.timeout().plusSeconds(10));
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
                fetcher.round();
            } catch (RuntimeException e) {
                LOG.warn(
                        "intensities could not be fetched; the next round is due in {} s",
                        settings.lookEvery().toSeconds(),
                        e);
            }
            try {
                Thread.sleep(settings.lookEvery());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
