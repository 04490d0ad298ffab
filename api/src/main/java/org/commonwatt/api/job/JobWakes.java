package org.commonwatt.api.job;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import org.commonwatt.api.database.Signals;

/**
 * Wakes those who follow a job when something of it was stored, here at once and at other replicas a moment later. A wake is
 * a hint: who follows looks at the database again from time to time anyhow.
 */
@Component
public class JobWakes implements SmartLifecycle {

    private static final String JOB = "job:";

    private final ConcurrentMap<UUID, CountDownLatch> latches = new ConcurrentHashMap<>();
    private final Signals signals;
    private volatile boolean running;

    JobWakes(Signals signals) {
        this.signals = signals;
        signals.listen(this::heard);
    }

    /** Other replicas stored something of these jobs, or nobody knows of which. */
    private void heard(Set<String> changes) {
        if (changes.isEmpty()) {
            latches.keySet().forEach(this::wake);
        }
        changes.stream()
                .filter(change -> change.startsWith(JOB))
                .map(change -> UUID.fromString(change.substring(JOB.length())))
                .forEach(this::wake);
    }

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

    /**
     * Somebody stopped following the job: what may be the last ticket's place is given up, for nothing wakes a job that has
     * ended. Others who follow it look once more and take a new one.
     */
    public void left(UUID jobId) {
        wake(jobId);
    }

    boolean isFollowed(UUID jobId) {
        return latches.containsKey(jobId);
    }

    /** Wakes those who follow the job once the running transaction is committed. */
    void afterCommit(UUID jobId) {
        Changed changed = (Changed) TransactionSynchronizationManager.getResource(this);
        if (changed == null) {
            changed = new Changed();
            TransactionSynchronizationManager.registerSynchronization(changed);
            changed.resume();
        }
        changed.jobs.add(jobId);
    }

    /** The jobs that a transaction changed: one to be told of its end, and not each of hundreds. */
    private final class Changed implements TransactionSynchronization {

        private final Set<UUID> jobs = new LinkedHashSet<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(JobWakes.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(JobWakes.this, this);
        }

        @Override
        public void afterCommit() {
            for (UUID job : jobs) {
                wake(job);
                signals.send(JOB + job);
            }
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
        }
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
