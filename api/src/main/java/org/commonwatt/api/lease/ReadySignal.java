package org.commonwatt.api.lease;

import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import org.commonwatt.api.placement.Placements;

/** Tells the planner and the nodes that wait about a task that became ready, once that is committed. */
@Component
class ReadySignal {

    private final Placements placements;
    private final WaitingRoom room;

    ReadySignal(Placements placements, WaitingRoom room) {
        this.placements = placements;
        this.room = room;
    }

    /** @param availableAt from when on it may be started */
    void announceAfterCommit(long workClass, Instant availableAt) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                placements.ready(workClass, availableAt);
                room.call();
            }
        });
    }
}
