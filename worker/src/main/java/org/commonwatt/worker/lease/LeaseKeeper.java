package org.commonwatt.worker.lease;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.IdentityRefused;
import org.commonwatt.worker.client.ServiceAway;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.client.ServiceException;

/**
 * Renews all of the node's leases in one request, every third of the shortest lease's time with jitter. A service that is
 * away never ends a run: the keeper goes on trying, and the lease may be revived while nobody else has claimed the task.
 */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final ServiceClient service;
    private final Supplier<Capability> capability;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Map<UUID, HeldLease> held = new ConcurrentHashMap<>();
    private final Semaphore newLease = new Semaphore(0);
    private final Thread thread;

    /** @param capability what the node offers at the moment of a renewal */
    public LeaseKeeper(
            ServiceClient service, Supplier<Capability> capability, Backoff backoff, RandomGenerator random) {
        this.service = service;
        this.capability = capability;
        this.backoff = backoff;
        this.random = random;
        // A virtual thread would wait while others compute, on a machine of one processor for longer than a lease
        // lasts.
        this.thread = Thread.ofPlatform().daemon().name("lease-keeper").start(this::keepAll);
    }

    /** Keeps a lease alive from now until {@link #letGo}. */
    public void keep(HeldLease lease) {
        held.put(lease.id(), lease);
        newLease.release();
    }

    /** Renews a lease no more. */
    public void letGo(UUID leaseId) {
        held.remove(leaseId);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void keepAll() {
        int failures = 0;
        Duration pause = Duration.ofDays(1);
        try {
            while (true) {
                // A new lease ends the pause, as its third may be shorter than what is left of it.
                if (newLease.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    newLease.drainPermits();
                    pause = untilNextRenewal();
                    continue;
                }
                if (held.isEmpty()) {
                    pause = Duration.ofDays(1);
                    continue;
                }
                try {
                    renew();
                    failures = 0;
                    pause = untilNextRenewal();
                } catch (ServiceAway away) {
                    failures++;
                    LOG.debug("Could not renew leases (try {}): {}", failures, away.getMessage());
                    Duration wait = backoff.after(failures, away);
                    Duration usual = untilNextRenewal();
                    pause = wait.compareTo(usual) < 0 ? wait : usual;
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("The lease keeper stops");
        }
    }

    private void renew() throws ServiceAway, InterruptedException {
        List<HeldLease> leases = List.copyOf(held.values());
        List<Renewal.Held> named = leases.stream()
                .map(lease -> new Renewal.Held(lease.id(), lease.epoch(), lease.step()))
                .toList();
        try {
            Renewal.Answer answer = service.renew(new Renewal(capability.get(), named));
            for (Renewal.Renewed renewed : answer.leases()) {
                HeldLease lease = held.get(renewed.id());
                if (lease != null && lease.epoch() == renewed.epoch()) {
                    lease.direct(renewed.directive());
                }
            }
        } catch (ServiceAway away) {
            throw away;
        } catch (IdentityRefused unknown) {
            LOG.error("The service does not know this node any more: {}", unknown.getMessage());
            leases.forEach(lease -> lease.direct(Directive.STALE));
        } catch (ServiceException refused) {
            LOG.error("The service refuses to renew leases: {}", refused.getMessage());
        } catch (RuntimeException defect) {
            // The keeper lives as long as the worker: a lease lost to a defect here would look like a lost network.
            LOG.error("Could not renew leases", defect);
        }
    }

    private Duration untilNextRenewal() {
        long shortest = held.values().stream()
                .mapToLong(lease -> lease.length().toMillis())
                .min()
                .orElse(Duration.ofDays(1).toMillis());
        return Duration.ofMillis((long) (shortest / 3.0 * (0.8 + 0.2 * random.nextDouble())));
    }
}
