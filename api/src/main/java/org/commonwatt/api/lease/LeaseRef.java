package org.commonwatt.api.lease;

import java.util.UUID;

import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;

/** A lease as its holder names it. All three must match for a write to be taken. */
public record LeaseRef(UUID id, long epoch, UUID nodeId) {

    /**
     * Its transition from a state.
     *
     * @throws IllegalStateException when the table does not lead on from there
     */
    Moves.Lease moves(LeaseTransition by, LeaseState from) {
        by.from("lease " + id, from);
        return new Moves.Lease(id, by, from, epoch, nodeId);
    }

    /** The transition that ends it: a lease that stops is only confirmed, whatever its end would have been. */
    Moves.Lease ends(LeaseTransition by, LeaseState from) {
        return moves(from == LeaseState.STOPPING ? LeaseTransition.CONFIRM : by, from);
    }
}
