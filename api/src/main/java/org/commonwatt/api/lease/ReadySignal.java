package org.commonwatt.api.lease;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import org.commonwatt.api.database.Signals;
import org.commonwatt.api.placement.Placements;

/**
 * Tells the planner and the nodes that wait about a task that became ready, once that is committed: here at once, and at other
 * replicas a moment later.
 */
@Component
class ReadySignal {

    private static final String READY = "ready:";
    private static final int SOME = 100;

    private final Placements placements;
    private final WaitingRoom room;
    private final Signals signals;

    /** Makes signals of one class at one moment different from each other. */
    private final AtomicLong number = new AtomicLong();

    ReadySignal(Placements placements, WaitingRoom room, Signals signals) {
        this.placements = placements;
        this.room = room;
        this.signals = signals;
        signals.listen(this::heard);
    }

    /** @param availableAt from when on it may be started */
    void announceAfterCommit(long workClass, Instant availableAt) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                placements.ready(workClass, availableAt);
                room.call();
                signals.send(READY + workClass + ":" + availableAt.toEpochMilli() + ":" + number.incrementAndGet());
            }
        });
    }

    /** Work became ready at other replicas: as many calls as tasks, and where that is not known, some. */
    private void heard(Set<String> changes) {
        if (changes.isEmpty()) {
            placements.foundElsewhere();
            IntStream.range(0, Math.min(room.size(), SOME)).forEach(i -> room.call());
        }
        changes.stream().filter(change -> change.startsWith(READY)).forEach(change -> {
            String[] told = change.substring(READY.length()).split(":");
            placements.ready(Long.parseLong(told[0]), Instant.ofEpochMilli(Long.parseLong(told[1])));
            room.call();
        });
    }
}
