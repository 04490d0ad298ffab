package org.commonwatt.api.job;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes those in this process who follow a job when something of it was stored. A wake is a hint: who follows looks at
 * the database again from time to time anyhow, since other replicas store things too.
 */
@Component
public class JobWakes implements SmartLifecycle {

    private final ConcurrentMap<UUID, CountDownLatch> latches = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** Taken before looking, so that nothing stored between the look and the wait is slept through. */
    public final class Ticket {

        private final CountDownLatch latch;

        private Ticket(CountDownLatch latch) {
            this.latch = latch;
        }

        /** Waits until something is stored, the time is over, or the service stops. */
        public void await(Duration longest) throws InterruptedException {
            if (running) {
                var unused = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS); // either way it is time to look
            }
        }
    }

    /** A ticket for one wait. */
    public Ticket ticket(UUID jobId) {
        return new Ticket(latches.computeIfAbsent(jobId, id -> new CountDownLatch(1)));
    }

    /** Wakes those who follow the job once the running transaction is committed. */
    void afterCommit(UUID jobId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake(jobId);
            }
        });
    }

    private void wake(UUID jobId) {
        CountDownLatch latch = latches.remove(jobId);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all waits, before the web server waits for the requests that are in them. */
    @Override
    public void stop() {
        running = false;
        latches.keySet().forEach(this::wake);
    }

    /** Whether followers may go on. */
    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
