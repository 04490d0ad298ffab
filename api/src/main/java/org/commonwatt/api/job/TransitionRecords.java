package org.commonwatt.api.job;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Moves;

/** Notes every transition: an entry in the job's log, a line in the service's, a wake for who follows. */
@Component
class TransitionRecords {

    private static final Logger log = LoggerFactory.getLogger(TransitionRecords.class);

    private final FeedQueries feed;
    private final JobWakes wakes;
    private final Clock clock;

    TransitionRecords(FeedQueries feed, JobWakes wakes, Clock clock) {
        this.feed = feed;
        this.wakes = wakes;
        this.clock = clock;
    }

    @EventListener
    void transitioned(JobTransitioned transitioned) {
        feed.insertEvent(transitioned.jobId(), transitioned.event(), clock.instant());
        stored(transitioned.jobId(), transitioned.event());
    }

    /** A job's transition whose entry in the log is stored. */
    void stored(UUID jobId, LifecycleEvent event) {
        LifecycleEvent.Job job = Objects.requireNonNull(event.job());
        wakes.afterCommit(jobId);
        log.info(
                "Job {} {} → {} by {} (node {}{})",
                jobId,
                job.from() == null ? "nothing" : job.from(),
                job.by().to(),
                job.by(),
                job.node(),
                event.reason() == null ? "" : "; " + Texts.forLog(event.reason()));
    }

    /** What happened to a job's work while the job itself stayed where it is. */
    void moved(UUID jobId, Moves work) {
        if (!work.isEmpty()) {
            feed.insertEvent(jobId, LifecycleEvent.of(null, work, null), clock.instant());
            wakes.afterCommit(jobId);
        }
    }
}
