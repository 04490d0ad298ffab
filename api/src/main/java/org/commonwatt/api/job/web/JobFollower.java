package org.commonwatt.api.job.web;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.job.JobHistory;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.job.JobWakes;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobView;

/** Tells one reader what happens to one job: first how it stands, then what is new, at last its end. */
final class JobFollower {

    /** How long something that another replica stored may go unnoticed. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final int LOOKS_BETWEEN_HEARTBEATS = 7;

    /** After as many looks it is asked anew whether the reader may read: ten seconds of a quiet job. */
    private static final int LOOKS_BETWEEN_CHECKS = 5;

    private final JobViews views;
    private final JobHistory history;
    private final JobWakes wakes;
    private final UUID accountId;
    private final UUID jobId;

    JobFollower(JobViews views, JobHistory history, JobWakes wakes, UUID accountId, UUID jobId) {
        this.views = views;
        this.history = history;
        this.wakes = wakes;
        this.accountId = accountId;
        this.jobId = jobId;
    }

    /**
     * Returns after the job's final state was told, when the reader may not read it any more, or when the service stops.
     *
     * @param mayRead whether the reader's key or session still holds, asked from time to time
     */
    void follow(long after, EventStream stream, BooleanSupplier mayRead) throws IOException, InterruptedException {
        try {
            look(after, stream, mayRead);
        } finally {
            wakes.left(jobId);
        }
    }

    private void look(long after, EventStream stream, BooleanSupplier mayRead)
            throws IOException, InterruptedException {
        long seen = after;
        int quiet = 0;
        @Nullable JobView told = null;
        for (int looks = 1; wakes.isRunning(); looks++) {
            if (looks % LOOKS_BETWEEN_CHECKS == 0 && !mayRead.getAsBoolean()) {
                return;
            }
            JobWakes.Ticket ticket = wakes.ticket(jobId);
            // First the state, then the news: what a final state has behind it is all there to be told.
            JobView now = views.find(accountId, jobId).orElseThrow();
            if (told == null && !now.state().isFinal()) {
                stream.send(new JobEvent.State(now), seen);
                told = now;
            }
            JobHistory.News news = history.after(jobId, seen);
            tell(news, stream);
            seen = news.seq();
            if (!now.equals(told) && !news.more()) {
                stream.send(new JobEvent.State(now), seen);
                told = now;
                quiet = 0;
            }
            if (news.more()) {
                continue;
            }
            if (now.state().isFinal()) {
                return;
            }
            if (++quiet % LOOKS_BETWEEN_HEARTBEATS == 0) {
                stream.heartbeat();
            }
            ticket.await(LOOK_EVERY);
        }
    }

    private static void tell(JobHistory.News news, EventStream stream) throws IOException {
        if (!news.points().isEmpty()) {
            JobEvent.Metrics metrics = new JobEvent.Metrics(news.points());
            if (news.lines().isEmpty()) {
                stream.send(metrics, news.seq());
            } else {
                stream.send(metrics);
            }
        }
        if (!news.lines().isEmpty()) {
            stream.send(new JobEvent.Log(news.lines()), news.seq());
        }
    }
}
