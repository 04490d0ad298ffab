package org.commonwatt.api.artifact;

import org.springframework.stereotype.Component;

import org.commonwatt.api.schedule.Schedule;

/** Collects for as long as the service runs, and looks through the whole store now and then. */
@Component
class CollectionSchedule extends Schedule {

    /** Rounds between two looks at every file, from the first round on. */
    private static final int ROUNDS_PER_LOOK = 100;

    private final Collector collector;
    private int rounds;

    CollectionSchedule(Collector collector, ArtifactSettings settings) {
        super("artifact-collector", settings.collectEvery(), COMMIT_TIME);
        this.collector = collector;
    }

    /** A service that has just come up has more urgent things to do. */
    @Override
    protected void prepare() throws InterruptedException {
        rounds = 0;
        rest();
    }

    @Override
    protected void round() {
        if (rounds++ % ROUNDS_PER_LOOK == 0) {
            collector.look();
        }
        collector.collect();
    }
}
