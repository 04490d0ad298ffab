package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Calls for a round of decisions about time before the next is due. Calls that come together lead to one round. */
@Component
class RoundBell {

    private final Semaphore rung = new Semaphore(0);

    void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rung.release();
            }
        });
    }

    /** Waits until it rings or the time is over. */
    void await(Duration atMost) throws InterruptedException {
        boolean unused = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS); // either way it is time to look
        rung.drainPermits();
    }
}
