package org.commonwatt.protocol.lifecycle;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to a job's work.
 *
 * @param task the task's transition, or null where it stayed
 * @param leases the transitions of its leases, in their order
 */
public record Moves(@Nullable Task task, List<Lease> leases) {

    /** Nothing moved. */
    public static final Moves NONE = new Moves(null, List.of());

    public Moves {
        leases = List.copyOf(leases);
    }

    /**
     * A task's transition.
     *
     * @param from the state before, or null for {@link TaskTransition#CREATE}
     * @param epoch the epoch of its newest lease, after it
     * @param failures runs that nodes broke so far, after it
     */
    public record Task(UUID id, TaskTransition by, @Nullable TaskState from, long epoch, int failures) {}

    /**
     * A lease's transition.
     *
     * @param from the state before, or null for {@link LeaseTransition#GRANT}
     * @param node the node that holds it
     */
    public record Lease(
            UUID id, LeaseTransition by, @Nullable LeaseState from, long epoch, UUID node) {}

    /** A task's transition alone. */
    public static Moves of(Task task) {
        return new Moves(task, List.of());
    }

    /** A lease's transition alone. */
    public static Moves of(Lease lease) {
        return new Moves(null, List.of(lease));
    }

    /** These, and the task's. */
    public Moves and(@Nullable Task moved) {
        if (task != null && moved != null) {
            throw new IllegalArgumentException("a task moves once in an event");
        }
        return new Moves(task == null ? moved : task, leases);
    }

    public boolean isEmpty() {
        return task == null && leases.isEmpty();
    }
}
