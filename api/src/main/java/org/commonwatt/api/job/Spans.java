package org.commonwatt.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.job.TimelineQueries.Attempt;
import org.commonwatt.api.job.TimelineQueries.Entry;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.Timeline.Span;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Moves;

/** Makes the spans of a timeline from a job's log, its leases, and what was decided about its time. */
final class Spans {

    /** A state that lasted for less, such as the queue before the first decision, is no span that anybody could see. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Map<UUID, Attempt> attempts = new HashMap<>();
    private final List<TimingView> decisions;
    private final List<Span> spans = new ArrayList<>();

    private Spans(List<Attempt> attempts, List<TimingView> decisions) {
        attempts.forEach(attempt -> this.attempts.put(attempt.leaseId(), attempt));
        this.decisions = decisions;
    }

    /** The spans, without a gap from the first entry on. The last one is open where the job has not ended. */
    static List<Span> of(List<Entry> entries, List<Attempt> attempts, List<TimingView> decisions) {
        Spans made = new Spans(attempts, decisions);
        List<Entry> moves =
                entries.stream().filter(entry -> entry.event().job() != null).toList();
        Instant begins = null;
        for (int index = 0; index < moves.size(); index++) {
            Entry entry = moves.get(index);
            Instant from = begins == null ? entry.at() : begins;
            Instant ends = index + 1 < moves.size() ? moves.get(index + 1).at() : null;
            boolean seen = ends == null || Duration.between(from, ends).compareTo(SHORTEST) >= 0;
            begins = seen ? null : from;
            if (seen) {
                made.add(entry.event(), from, ends);
            }
        }
        return List.copyOf(made.spans);
    }

    private void add(LifecycleEvent event, Instant from, @Nullable Instant to) {
        LifecycleEvent.Job job = event.job();
        if (job == null || job.by().to().isFinal()) {
            return;
        }
        JobState state = job.by().to();
        Attempt attempt = state == JobState.RUNNING ? attempt(event) : null;
        TimingView timing = timing(state, to);
        spans.add(new Span(
                state,
                from,
                to,
                attempt == null ? null : attempt.node(),
                zone(attempt, timing),
                reason(state, event, timing),
                timing,
                attempt == null ? null : attempt.wh(),
                attempt == null || attempt.wh() == null ? null : attempt.wh() / 1000 * attempt.gramsPerKwh()));
    }

    private static @Nullable String zone(@Nullable Attempt attempt, @Nullable TimingView timing) {
        if (attempt != null) {
            return attempt.zone() == null ? TimingView.WORLD : attempt.zone();
        }
        return timing == null ? null : timing.window().zone();
    }

    /** The lease under which it runs from then on. What it used stands at the span that began with its grant. */
    private @Nullable Attempt attempt(LifecycleEvent event) {
        List<Moves.Lease> leases = event.leases() == null ? List.of() : event.leases();
        for (Moves.Lease lease : leases) {
            Attempt attempt = attempts.get(lease.id());
            if (attempt != null && lease.by() == LeaseTransition.GRANT) {
                return attempt;
            }
            if (attempt != null && lease.by() == LeaseTransition.REVIVE) {
                return attempt.measuredElsewhere();
            }
        }
        return null;
    }

    /** What was decided last, of the kind that explains the state: to wait, or to run. */
    private @Nullable TimingView timing(JobState state, @Nullable Instant to) {
        boolean waits = state == JobState.WAITING || state == JobState.PAUSED;
        TimingView last = null;
        for (TimingView decision : decisions) {
            boolean before = to == null || decision.decidedAt().isBefore(to);
            if (before && decision.run() != waits) {
                last = decision;
            }
        }
        return last;
    }

    private static @Nullable String reason(JobState state, LifecycleEvent event, @Nullable TimingView timing) {
        return switch (state) {
            case WAITING, PAUSED -> timing == null ? event.reason() : timing.words();
            case RUNNING -> timing == null ? event.reason() : "Runs: " + timing.sentence() + ".";
            case QUEUED -> event.reason() == null ? "Waits for a node." : event.reason();
            case SUCCEEDED, FAILED, CANCELLED -> event.reason();
        };
    }
}
