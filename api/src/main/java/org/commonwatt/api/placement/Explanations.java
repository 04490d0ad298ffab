package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.placement.ExplanationQueries.Deferral;
import org.commonwatt.api.placement.ExplanationQueries.Place;
import org.commonwatt.api.placement.ExplanationQueries.Standing;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobExplanation.Kind;
import org.commonwatt.protocol.job.JobExplanation.Reason;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.Fit;

/** Says why a job stands where it does: what keeps it waiting, how many nodes that rules out, and what would help. */
@Component
public class Explanations {

    private final ExplanationQueries queries;
    private final Candidates candidates;
    private final Clock clock;

    Explanations(ExplanationQueries queries, Candidates candidates, Clock clock) {
        this.queries = queries;
        this.candidates = candidates;
        this.clock = clock;
    }

    /** @throws NotFound when the job is not the caller's */
    public JobExplanation of(UUID jobId, Caller caller) {
        Instant now = clock.instant();
        Standing job = queries.standing(caller.accountId(), jobId, now).orElseThrow(() -> new NotFound("job " + jobId));
        Place place = job.place();
        if (place != null) {
            return queued(job, place, now);
        }
        return job.deferral() == null ? notQueued(job) : deferred(job, job.deferral());
    }

    /** Out of the queue until its window begins: what is too small then will still be too small, all else may have passed. */
    private JobExplanation deferred(Standing job, Deferral deferral) {
        Fit fit = candidates.hardware(deferral.need());
        List<Reason> reasons = new ArrayList<>();
        if (fit.known() == 0) {
            reasons.add(noNodes());
        }
        reasons.add(window(deferral, fit.known()));
        fit.reasons().forEach(found -> reasons.add(Words.reason(found, null)));
        String sentence = deferral.timing().words();
        return new JobExplanation(job.state(), sentence, fit.known(), 0, List.copyOf(reasons));
    }

    private Reason window(Deferral deferral, int known) {
        TimingView timing = deferral.timing();
        Instant from = timing.window().from().truncatedTo(ChronoUnit.SECONDS);
        int gained = candidates.fitting(deferral.need(), deferral.zone());
        return new Reason(
                Kind.GREEN_WINDOW,
                known,
                "waits for hours with cleaner electricity: " + timing.sentence(),
                "waiting until " + from + " → " + Words.nodes(gained),
                List.of(),
                gained,
                from,
                null,
                null,
                timing);
    }

    private JobExplanation notQueued(Standing job) {
        String sentence =
                switch (job.state()) {
                    case RUNNING -> "It runs on node '" + job.node() + "'.";
                    case QUEUED, WAITING, PAUSED -> job.reason() == null ? "It waits." : job.reason();
                    case SUCCEEDED, FAILED, CANCELLED -> "It has ended and waits for nothing.";
                };
        return new JobExplanation(job.state(), sentence, candidates.known(), 0, List.of());
    }

    private JobExplanation queued(Standing job, Place place, Instant now) {
        boolean backingOff = place.availableAt().isAfter(now);
        Candidates.Found found = candidates.find(place, queries.broke(place.taskId()), now);
        Fit fit = found.fit();
        int ahead = backingOff ? 0 : found.ahead();
        int able = backingOff ? 0 : fit.fitting();
        List<Reason> reasons = new ArrayList<>();
        if (fit.known() == 0) {
            reasons.add(noNodes());
        }
        if (backingOff) {
            reasons.add(backingOff(place, fit));
        }
        if (able > 0 && able <= ahead) {
            reasons.add(behind(able, ahead));
        }
        fit.reasons().forEach(it -> reasons.add(Words.reason(it, place.timing())));
        return new JobExplanation(
                job.state(), sentence(place, fit, able, ahead, backingOff), fit.known(), able, List.copyOf(reasons));
    }

    private static Reason backingOff(Place place, Fit fit) {
        Instant until = place.availableAt().truncatedTo(ChronoUnit.SECONDS);
        return new Reason(
                Kind.BACKING_OFF,
                fit.known(),
                "a run broke on a node (" + place.failures() + " so far); it is tried again after a pause",
                "waiting until " + until + " → " + Words.nodes(fit.fitting()),
                List.of(),
                fit.fitting(),
                until,
                place.failures(),
                null,
                null);
    }

    private static Reason behind(int able, int ahead) {
        int missing = ahead + 1 - able;
        return new Reason(
                Kind.BEHIND_OTHERS,
                able,
                ahead + (ahead == 1 ? " task goes" : " tasks go")
                        + " first: of accounts that used machines less of late, near their deadline, or ready for longer",
                missing + " more free " + (missing == 1 ? "node that fits" : "nodes that fit") + " → 1 node",
                List.of(),
                1,
                null,
                ahead,
                null,
                null);
    }

    private static Reason noNodes() {
        return new Reason(
                Kind.NO_NODES,
                0,
                "no node has joined",
                "one that fits joins → 1 node",
                List.of(),
                1,
                null,
                null,
                null,
                null);
    }

    private static String sentence(Place place, Fit fit, int able, int ahead, boolean backingOff) {
        if (fit.known() == 0) {
            return "No node has joined yet.";
        }
        if (backingOff) {
            return "A node broke its run; it is tried again from "
                    + place.availableAt().truncatedTo(ChronoUnit.SECONDS) + " on.";
        }
        if (able == 0) {
            return fit.known() == 1
                    ? "The only node can't take it now."
                    : "None of the " + fit.known() + " nodes can take it now.";
        }
        if (able <= ahead) {
            return "Other tasks go first on the nodes that could take it.";
        }
        return able + " of " + Words.nodes(fit.known())
                + " could take it now; the next of them that asks for work gets it.";
    }
}
