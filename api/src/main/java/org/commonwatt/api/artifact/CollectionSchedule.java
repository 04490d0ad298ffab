package org.commonwatt.api.artifact;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Collects for as long as the service runs, and looks through the whole store now and then. */
@Component
class CollectionSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CollectionSchedule.class);

    /** Rounds between two looks at every file, from the first round on. */
    private static final int ROUNDS_PER_LOOK = 100;

    private final Collector collector;
    private final ArtifactSettings settings;
    private volatile @Nullable Thread thread;

    CollectionSchedule(Collector collector, ArtifactSettings settings) {
        this.collector = collector;
        this.settings = settings;
    }

    @Override
    public void start() {
        Thread made = Thread.ofVirtual().name("artifact-collector").unstarted(this::run);
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
                running.join(10_000);
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
        for (int round = 0; isRunning(); round++) {
            try {
                Thread.sleep(settings.collectEvery());
                if (round % ROUNDS_PER_LOOK == 0) {
                    collector.look();
                }
                collector.collect();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn(
                        "a collection of artifacts failed; the next one is due in {} s",
                        settings.collectEvery().toSeconds(),
                        e);
            }
        }
    }
}
