package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.TimingRound;
import org.commonwatt.scheduler.timing.TimingRound.Candidate;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;
import org.commonwatt.scheduler.timing.TimingRound.Decided;
import org.commonwatt.scheduler.timing.TimingRound.Decisions;
import org.commonwatt.scheduler.timing.Waiting;

/**
 * The planner's snapshot for the decisions about the work of one zone.
 *
 * @param work what is decided about
 * @param tasks the same in the planner's words, in the same order; each takes one node
 * @param capacity nodes that it may count on
 * @param congestion prices that the round before left
 */
record ZoneRound(
        Zone zone, List<OpenWork> work, List<Waiting> tasks, Capacity capacity, Congestion congestion, Instant now) {

    /**
     * The planner's decisions; the work of each is at its candidate's id in {@link #work}. Prices follow the demand of all
     * work: they move in the hour's first round, which is over all of it.
     */
    Decisions decide() {
        return congestion.isOfHour(now)
                ? decideAtPrices()
                : TimingRound.decide(zone, candidates(), capacity, congestion, now);
    }

    /** The same without moving prices. */
    Decisions decideAtPrices() {
        return TimingRound.decideAtPrices(zone, candidates(), capacity, congestion, now);
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>(tasks.size());
        for (Waiting task : tasks) {
            candidates.add(new Candidate(candidates.size(), task, 1));
        }
        return candidates;
    }

    /** Makes something of each decision, those first that lose most by waiting. */
    <T> List<T> each(Decisions decisions, Function<Ruling, T> what) {
        List<T> made = new ArrayList<>();
        for (Decided decided : decisions.decided()) {
            made.add(what.apply(new Ruling(work.get((int) decided.candidate().id()), decided)));
        }
        return made;
    }

    /** A decision with the work that it is about. */
    record Ruling(OpenWork work, Decided decided) {}
}
