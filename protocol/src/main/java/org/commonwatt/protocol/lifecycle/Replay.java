package org.commonwatt.protocol.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;

/**
 * Plays a job's log back to the state in which the tables must be. Pure: whoever has the entries, from wherever, gets the
 * same answer, and an entry that the tables of transitions do not allow where it stands is named.
 */
public final class Replay {

    /**
     * A job as its log tells it.
     *
     * @param job its state, or null before {@link JobTransition#SUBMIT}
     * @param attempts leases granted
     * @param node the node that holds or last held its lease, or null
     * @param failure what kind of failure ended it, or null
     * @param model SHA-256 of its model, or null
     * @param tasks its tasks by id
     * @param leases its leases by id
     */
    public record Told(
            @Nullable JobState job,
            int attempts,
            @Nullable UUID node,
            @Nullable FailureKind failure,
            @Nullable String model,
            Map<UUID, Task> tasks,
            Map<UUID, Lease> leases) {}

    /** A task: its state, the epoch of its newest lease, and the runs that nodes broke. */
    public record Task(TaskState state, long epoch, int failures) {}

    /** A lease: its state, its epoch, and the node that holds it. */
    public record Lease(LeaseState state, long epoch, UUID node) {}

    private @Nullable JobState job;
    private int attempts;
    private @Nullable UUID node;
    private @Nullable FailureKind failure;
    private @Nullable String model;
    private final Map<UUID, Task> tasks = new HashMap<>();
    private final Map<UUID, Lease> leases = new HashMap<>();

    private Replay() {}

    /**
     * The state after all {@code events}, which are a job's whole log in its order.
     *
     * @throws Contradiction at the first entry that can't be true where it stands
     */
    public static Told of(List<LifecycleEvent> events) {
        Replay replay = new Replay();
        for (int index = 0; index < events.size(); index++) {
            try {
                replay.apply(events.get(index));
            } catch (IllegalStateException fault) {
                throw new Contradiction(index, String.valueOf(fault.getMessage()));
            }
        }
        return new Told(
                replay.job,
                replay.attempts,
                replay.node,
                replay.failure,
                replay.model,
                Map.copyOf(replay.tasks),
                Map.copyOf(replay.leases));
    }

    /** An entry of a log contradicts what stands before it. */
    public static final class Contradiction extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int index;

        private Contradiction(int index, String fault) {
            super("entry " + index + ": " + fault);
            this.index = index;
        }

        /** Place of the entry, counted from 0. */
        public int index() {
            return index;
        }
    }

    private void apply(LifecycleEvent event) {
        if (event.job() != null) {
            apply(event.job());
        }
        if (event.task() != null) {
            apply(event.task());
        }
        if (event.leases() != null) {
            event.leases().forEach(this::apply);
        }
    }

    private void apply(LifecycleEvent.Job move) {
        requireSame("the job", move.from(), job);
        job = move.by().from("the job", job);
        node = move.node();
        switch (move.by()) {
            case START -> attempts++;
            case FAIL -> failure = require(move.failure(), "a failure without its kind");
            case SUCCEED -> model = require(move.model(), "a success without its model");
            case SUBMIT, REVIVE, REQUEUE, WAIT, PAUSE, RESUME, CANCEL -> {}
        }
    }

    private void apply(Moves.Task move) {
        String subject = "task " + move.id();
        Task before = tasks.get(move.id());
        requireSame(subject, move.from(), before == null ? null : before.state());
        TaskState state = move.by().from(subject, move.from());
        long epoch = (before == null ? 0 : before.epoch()) + (move.by() == TaskTransition.CLAIM ? 1 : 0);
        require(move.epoch() == epoch, subject + " is at epoch " + epoch + ", not " + move.epoch());
        int failures = before == null ? 0 : before.failures();
        boolean counted =
                switch (move.by()) {
                    case RETRY -> move.failures() == failures + 1;
                    // The last of the failures that are allowed ends the task.
                    case FAIL -> move.failures() == failures || move.failures() == failures + 1;
                    case CREATE, CLAIM, REVIVE, RETURN, DEFER, ADMIT, FINISH, CANCEL -> move.failures() == failures;
                };
        require(counted, subject + " can't have " + move.failures() + " failures after " + failures);
        tasks.put(move.id(), new Task(state, epoch, move.failures()));
    }

    private void apply(Moves.Lease move) {
        String subject = "lease " + move.id();
        Lease before = leases.get(move.id());
        requireSame(subject, move.from(), before == null ? null : before.state());
        LeaseState state = move.by().from(subject, move.from());
        require(
                before == null
                        || (before.epoch() == move.epoch() && before.node().equals(move.node())),
                subject + " changed its epoch or its node");
        if (before == null) {
            require(
                    leases.values().stream().allMatch(lease -> lease.epoch() < move.epoch()),
                    subject + " has an epoch that was granted before");
        }
        leases.put(move.id(), new Lease(state, move.epoch(), move.node()));
    }

    private static void requireSame(String subject, @Nullable Object said, @Nullable Object known) {
        require(said == known, subject + " is said to come from " + said + " and stands at " + known);
    }

    private static <T> T require(@Nullable T value, String fault) {
        require(value != null, fault);
        return Objects.requireNonNull(value);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalStateException(fault);
        }
    }
}
