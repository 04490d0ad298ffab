package org.commonwatt.protocol.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.job.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransitionsTest {

    @Test
    void nothingLeadsOutOfAFinalStateAndSomethingOutOfEveryOther() {
        holds(List.of(JobTransition.values()), JobState.class, JobState::isFinal);
        holds(List.of(TaskTransition.values()), TaskState.class, TaskState::isFinal);
        holds(List.of(LeaseTransition.values()), LeaseState.class, LeaseState::isFinal);
    }

    @Test
    void whateverIsUnderWayCanBeCancelled() {
        assertThat(JobTransition.CANCEL.from()).isEqualTo(open(JobTransition.values(), JobState::isFinal));
        assertThat(TaskTransition.CANCEL.from()).isEqualTo(open(TaskTransition.values(), TaskState::isFinal));
    }

    @Test
    void aTransitionIsRefusedWhereItMayNotBegin() {
        assertThat(JobTransition.START.from("job 1", JobState.QUEUED)).isEqualTo(JobState.RUNNING);
        assertThatThrownBy(() -> JobTransition.START.from("job 1", JobState.FAILED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("job 1 can't START from FAILED");
        assertThatThrownBy(() -> JobTransition.SUBMIT.from("job 1", JobState.QUEUED))
                .hasMessage("job 1 can't SUBMIT from QUEUED");
        assertThatThrownBy(() -> TaskTransition.CLAIM.from("task 1", null))
                .hasMessage("task 1 can't CLAIM from nothing");
    }

    private static <S extends Enum<S>> void holds(
            List<? extends Transition<S>> table, Class<S> states, Predicate<S> isFinal) {
        for (S state : states.getEnumConstants()) {
            boolean reached = table.stream().anyMatch(transition -> transition.to() == state);
            boolean left = table.stream().anyMatch(transition -> transition.startsAt(state));
            // A state that nothing reaches yet needs no way out.
            assertThat(left).as("something leads out of %s", state).isEqualTo(reached && !isFinal.test(state));
        }
        assertThat(table.stream().filter(transition -> transition.from().isEmpty()))
                .as("beginnings")
                .hasSize(1);
        assertThat(table).allSatisfy(transition -> {
            assertThat(transition.causes()).isNotEmpty();
            assertThat(transition.when()).endsWith(".");
        });
    }

    private static <S extends Enum<S>> Set<S> open(Transition<S>[] table, Predicate<S> isFinal) {
        return Arrays.stream(table).map(Transition::to).filter(isFinal.negate()).collect(Collectors.toSet());
    }
}
