package org.commonwatt.protocol.lifecycle;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A way from one state to another, a row of a lifecycle's table.
 *
 * @param <S> the states
 */
public sealed interface Transition<S extends Enum<S>> permits JobTransition, TaskTransition, LeaseTransition {

    /** Its name in the log. */
    String name();

    /** Its row of the table. */
    Row<S> row();

    /**
     * A row of the table.
     *
     * @param from the states in which it may begin; empty where it brings its subject into being
     * @param to the state in which it ends
     * @param causes who makes it happen
     * @param when it happens, a sentence for people
     * @param <S> the states
     */
    record Row<S extends Enum<S>>(Set<S> from, S to, Set<Cause> causes, String when) {}

    /** The states in which it may begin; empty where it brings its subject into being. */
    default Set<S> from() {
        return row().from();
    }

    /** The state in which it ends. */
    default S to() {
        return row().to();
    }

    /** Who makes it happen. */
    default Set<Cause> causes() {
        return row().causes();
    }

    /** When it happens, a sentence for people. */
    default String when() {
        return row().when();
    }

    /** Whether it may begin in {@code state}; null stands for what is not there yet. */
    default boolean startsAt(@Nullable S state) {
        return state == null ? from().isEmpty() : from().contains(state);
    }

    /**
     * Goes through it.
     *
     * @param subject what goes through it, for the message
     * @throws IllegalStateException when it may not begin in {@code state}
     */
    default S from(String subject, @Nullable S state) {
        if (!startsAt(state)) {
            throw new IllegalStateException(
                    subject + " can't " + name() + " from " + (state == null ? "nothing" : state));
        }
        return to();
    }

    /** An empty set for what begins to be. */
    static <S extends Enum<S>> Set<S> nothing(Class<S> states) {
        return EnumSet.noneOf(states);
    }
}
