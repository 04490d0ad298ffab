package org.commonwatt.api.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Artifacts.Grant;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.job.MoveQueries.Move;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lifecycle.JobTransition;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Moves;

/** The transitions that every life goes through, for many jobs at once: loading each as an aggregate would cost more than all else. */
@Component
class ManyJobs {

    private static final Logger log = LoggerFactory.getLogger(ManyJobs.class);

    private final MoveQueries queries;
    private final TransitionRecords records;
    private final Artifacts artifacts;
    private final Clock clock;

    ManyJobs(MoveQueries queries, TransitionRecords records, Artifacts artifacts, Clock clock) {
        this.queries = queries;
        this.records = records;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    List<Started> start(List<Starting> starts) {
        List<Entry> entries = starts.stream()
                .map(job -> new Entry(job.jobId(), event(JobTransition.START, job.nodeId(), null, job.work())))
                .toList();
        Map<UUID, Assignment> assignments = queries.start(moves(starts, entries), clock.instant());
        return entries.stream()
                .map(entry -> new Started(
                        settle(JobTransition.START, entry, assignments.keySet()), assignments.get(entry.jobId())))
                .toList();
    }

    List<JobState> succeed(List<Success> successes) {
        List<Entry> entries = successes.stream()
                .map(job -> new Entry(job.jobId(), event(JobTransition.SUCCEED, job.nodeId(), job.model(), job.work())))
                .toList();
        Map<UUID, UUID> accounts = queries.succeed(moves(successes, entries), clock.instant());
        artifacts.grant(successes.stream()
                .flatMap(
                        job -> Stream.ofNullable(accounts.get(job.jobId())).map(owner -> new Grant(job.model(), owner)))
                .distinct()
                .toList());
        return entries.stream()
                .map(entry -> settle(JobTransition.SUCCEED, entry, accounts.keySet()))
                .toList();
    }

    private record Entry(UUID jobId, LifecycleEvent event) {}

    private static <T> List<Move<T>> moves(List<T> jobs, List<Entry> entries) {
        return Stream.iterate(0, i -> i < jobs.size(), i -> i + 1)
                .map(i -> new Move<>(
                        jobs.get(i),
                        Json.mapper().writeValueAsString(entries.get(i).event())))
                .toList();
    }

    /** The statements move only what stands where the table lets the transition begin; that is one state for each of these. */
    private static LifecycleEvent event(JobTransition by, UUID nodeId, @Nullable Sha256 model, Moves work) {
        JobState from = by.from().iterator().next();
        var job = new LifecycleEvent.Job(by, from, nodeId, null, model == null ? null : model.toString());
        return LifecycleEvent.of(job, work, null);
    }

    private JobState settle(JobTransition by, Entry entry, Set<UUID> moved) {
        return moved.contains(entry.jobId()) ? moved(by, entry) : stays(by, entry);
    }

    private JobState moved(JobTransition by, Entry entry) {
        records.stored(entry.jobId(), entry.event());
        return by.to();
    }

    private JobState stays(JobTransition by, Entry entry) {
        JobState state = queries.state(entry.jobId());
        if (!state.isFinal()) {
            by.from("job " + entry.jobId(), state); // says from where it can't
            throw new IllegalStateException("job " + entry.jobId() + " moved without a lock on it");
        }
        log.debug("Job {} is {} already", entry.jobId(), state);
        LifecycleEvent event = entry.event();
        records.moved(entry.jobId(), new Moves(event.task(), event.leases() == null ? List.of() : event.leases()));
        return state;
    }
}
