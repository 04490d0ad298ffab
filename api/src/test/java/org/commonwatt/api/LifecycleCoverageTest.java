package org.commonwatt.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lifecycle.JobTransition;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.LifecycleEvent;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.Replay;
import org.commonwatt.protocol.lifecycle.TaskState;
import org.commonwatt.protocol.lifecycle.TaskTransition;
import org.commonwatt.protocol.lifecycle.Transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Reads the logs that all tests of the module left behind in their databases, as the last class of a run. It proves what
 * happened, not what was called: an arrow of the tables that no log shows was never taken.
 */
@Order(Integer.MAX_VALUE)
class LifecycleCoverageTest {

    @Test
    void everyArrowOfTheTablesWasTakenBySomeTest() {
        Set<String> missing = WholeSuite.missing();
        assumeTrue(missing.isEmpty(), () -> "judged only when all test classes run; these do not: " + missing);

        Set<String> taken = new TreeSet<>();
        databases()
                .forEach(database ->
                        database.logs().values().forEach(log -> log.forEach(event -> taken.addAll(arrows(event)))));

        assertThat(taken).containsExactlyInAnyOrderElementsOf(new TreeSet<>(arrows()));
    }

    @Test
    void everyLogReplaysToWhatTheTablesSay() {
        List<String> contradictions = new ArrayList<>();
        databases().forEach(database -> {
            for (Map.Entry<UUID, List<LifecycleEvent>> log : database.logs().entrySet()) {
                contradiction(database, log.getKey(), log.getValue()).ifPresent(contradictions::add);
            }
        });
        assertThat(contradictions).isEmpty();
    }

    @Test
    void theSchemaListsTheTablesStatesAndNoOthers() {
        KeptLogs database = databases().findFirst().orElseThrow();
        assertThat(database.allowed("job_state", "state")).isEqualTo(names(JobState.values()));
        assertThat(database.allowed("job_state", "failure_kind")).isEqualTo(names(FailureKind.values()));
        assertThat(database.allowed("task", "state")).isEqualTo(names(TaskState.values()));
        assertThat(database.allowed("attempt", "outcome"))
                .isEqualTo(names(Arrays.stream(LeaseState.values())
                        .filter(LeaseState::isFinal)
                        .toArray(LeaseState[]::new)));
        assertThat(database.allowed("attempt", "failure_kind")).isEqualTo(names(FailureKind.values()));
        assertThat(database.allowed("attempt", "release_reason")).isEqualTo(names(Release.Reason.values()));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> contradiction(KeptLogs database, UUID jobId, List<LifecycleEvent> log) {
        try {
            Replay.Told told = Replay.of(log);
            Replay.Told present = database.present(jobId);
            return present == null || present.equals(told)
                    ? Optional.empty()
                    : Optional.of("job " + jobId + " is " + present + " and its log says " + told);
        } catch (Replay.Contradiction e) {
            return Optional.of("job " + jobId + ", " + e.getMessage() + " in " + log);
        }
    }

    private static Stream<KeptLogs> databases() {
        return TestDatabase.used().stream().map(KeptLogs::new).filter(KeptLogs::exist);
    }

    private static List<String> arrows(LifecycleEvent event) {
        List<String> arrows = new ArrayList<>();
        if (event.job() != null) {
            arrows.add(arrow(event.job().by(), event.job().from()));
        }
        if (event.task() != null) {
            arrows.add(arrow(event.task().by(), event.task().from()));
        }
        for (Moves.Lease lease : Objects.requireNonNullElse(event.leases(), List.<Moves.Lease>of())) {
            arrows.add(arrow(lease.by(), lease.from()));
        }
        return arrows;
    }

    private static List<String> arrows() {
        List<Transition<?>> transitions = new ArrayList<>();
        transitions.addAll(List.of(JobTransition.values()));
        transitions.addAll(List.of(TaskTransition.values()));
        transitions.addAll(List.of(LeaseTransition.values()));
        return transitions.stream()
                .flatMap(transition -> transition.from().isEmpty()
                        ? Stream.of(arrow(transition, null))
                        : transition.from().stream().map(from -> arrow(transition, from)))
                .toList();
    }

    private static String arrow(Transition<?> transition, @Nullable Enum<?> from) {
        return transition.getClass().getSimpleName() + "." + transition.name() + " from "
                + (from == null ? "nothing" : from);
    }
}
