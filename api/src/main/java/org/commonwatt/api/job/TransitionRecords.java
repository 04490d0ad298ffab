package org.commonwatt.api.job;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes every transition: an event in the job's history, a line in the service's log, a wake for who follows. */
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
    void transitioned(JobTransitioned event) {
        feed.insertEvent(event, clock.instant());
        wakes.afterCommit(event.jobId());
        log.info(
                "Job {} {} → {} by {} (node {}{})",
                event.jobId(),
                event.from(),
                event.to(),
                event.transition(),
                event.nodeId(),
                event.reason() == null ? "" : "; " + event.reason());
    }
}
