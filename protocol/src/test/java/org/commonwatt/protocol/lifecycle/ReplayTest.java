package org.commonwatt.protocol.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayTest {

    private static final UUID TASK = UUID.randomUUID();
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final UUID NODE = UUID.randomUUID();

    private final List<LifecycleEvent> log = new ArrayList<>(List.of(
            LifecycleEvent.of(job(JobTransition.SUBMIT, null), Moves.NONE, null),
            event(null, task(TaskTransition.CREATE, null, 0, 0)),
            event(
                    job(JobTransition.START, JobState.QUEUED),
                    task(TaskTransition.CLAIM, TaskState.READY, 1, 0),
                    lease(FIRST, LeaseTransition.GRANT, null, 1))));

    @Test
    void aWholeLogTellsJobTaskAndLeases() {
        log.add(event(
                job(JobTransition.REQUEUE, JobState.RUNNING),
                task(TaskTransition.RETRY, TaskState.LEASED, 1, 1),
                lease(FIRST, LeaseTransition.STALL, LeaseState.HELD, 1)));
        log.add(event(
                job(JobTransition.START, JobState.QUEUED),
                task(TaskTransition.CLAIM, TaskState.READY, 2, 1),
                lease(SECOND, LeaseTransition.GRANT, null, 2)));
        log.add(event(
                new LifecycleEvent.Job(JobTransition.FAIL, JobState.RUNNING, NODE, FailureKind.STALLED, null),
                task(TaskTransition.FAIL, TaskState.LEASED, 2, 2),
                lease(SECOND, LeaseTransition.FAIL, LeaseState.HELD, 2)));

        Replay.Told told = Replay.of(log);

        assertThat(told.job()).isEqualTo(JobState.FAILED);
        assertThat(told.attempts()).isEqualTo(2);
        assertThat(told.failure()).isEqualTo(FailureKind.STALLED);
        assertThat(told.tasks()).containsEntry(TASK, new Replay.Task(TaskState.FAILED, 2, 2));
        assertThat(told.leases())
                .containsEntry(FIRST, new Replay.Lease(LeaseState.FAILED, 1, NODE))
                .containsEntry(SECOND, new Replay.Lease(LeaseState.FAILED, 2, NODE));
    }

    @Test
    void anEntryThatIsMissingTwiceOrOutOfOrderIsNamed() {
        LifecycleEvent start = log.removeLast();
        refused(log, lapse(), "entry 2: the job is said to come from RUNNING and stands at QUEUED");
        log.add(start);
        refused(log, start, "entry 3: the job is said to come from QUEUED and stands at RUNNING");
    }

    @Test
    void whatTheTablesDoNotAllowIsNamed() {
        refused(log, event(job(JobTransition.START, JobState.RUNNING)), "entry 3: the job can't START from RUNNING");
        refused(
                log,
                event(null, lease(FIRST, LeaseTransition.EXPIRE, LeaseState.HELD, 1)),
                "entry 3: lease " + FIRST + " can't EXPIRE from HELD");
    }

    @Test
    void twoLeasesOfOneEpochAndAnEpochThatDoesNotGrowByOneAreNamed() {
        refused(
                log,
                event(null, lease(SECOND, LeaseTransition.GRANT, null, 1)),
                "entry 3: lease " + SECOND + " has an epoch that was granted before");
        log.add(lapse());
        refused(
                log,
                event(null, task(TaskTransition.CLAIM, TaskState.READY, 3, 0)),
                "entry 4: task " + TASK + " is at epoch 2, not 3");
    }

    @Test
    void aFailureThatIsNotCountedOrCountedWithoutReasonIsNamed() {
        refused(
                log,
                event(null, task(TaskTransition.RETRY, TaskState.LEASED, 1, 0)),
                "entry 3: task " + TASK + " can't have 0 failures after 0");
        refused(
                log,
                event(null, task(TaskTransition.RETURN, TaskState.LEASED, 1, 1)),
                "entry 3: task " + TASK + " can't have 1 failures after 0");
    }

    @Test
    void anEntrySurvivesTheLogsForm() {
        for (LifecycleEvent event : log) {
            String stored = Json.mapper().writeValueAsString(event);
            assertThat(Json.mapper().readValue(stored, LifecycleEvent.class)).isEqualTo(event);
        }
    }

    private static void refused(List<LifecycleEvent> log, LifecycleEvent next, String why) {
        List<LifecycleEvent> longer = new ArrayList<>(log);
        longer.add(next);
        assertThatThrownBy(() -> Replay.of(longer))
                .isInstanceOf(Replay.Contradiction.class)
                .hasMessage(why);
    }

    private static LifecycleEvent lapse() {
        return event(
                job(JobTransition.REQUEUE, JobState.RUNNING),
                task(TaskTransition.RETURN, TaskState.LEASED, 1, 0),
                lease(FIRST, LeaseTransition.LAPSE, LeaseState.HELD, 1));
    }

    private static LifecycleEvent event(LifecycleEvent.@Nullable Job job) {
        return LifecycleEvent.of(job, Moves.NONE, null);
    }

    private static LifecycleEvent event(LifecycleEvent.@Nullable Job job, Moves.Task task) {
        return LifecycleEvent.of(job, Moves.of(task), null);
    }

    private static LifecycleEvent event(LifecycleEvent.@Nullable Job job, Moves.Lease lease) {
        return LifecycleEvent.of(job, Moves.of(lease), null);
    }

    private static LifecycleEvent event(LifecycleEvent.@Nullable Job job, Moves.Task task, Moves.Lease lease) {
        return LifecycleEvent.of(job, Moves.of(lease).and(task), null);
    }

    private static LifecycleEvent.Job job(JobTransition by, @Nullable JobState from) {
        return new LifecycleEvent.Job(by, from, by == JobTransition.SUBMIT ? null : NODE, null, null);
    }

    private static Moves.Task task(TaskTransition by, @Nullable TaskState from, long epoch, int failures) {
        return new Moves.Task(TASK, by, from, epoch, failures);
    }

    private static Moves.Lease lease(UUID id, LeaseTransition by, @Nullable LeaseState from, long epoch) {
        return new Moves.Lease(id, by, from, epoch, NODE);
    }
}
