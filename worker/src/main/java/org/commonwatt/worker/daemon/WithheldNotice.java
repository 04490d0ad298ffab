package org.commonwatt.worker.daemon;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.node.OwnerLimit;
import org.commonwatt.worker.client.IdentityRefused;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.limits.Consent;
import org.commonwatt.worker.machine.MachineProbe;

/**
 * Tells the service that the machine is there and by which limit it takes nothing, so that people whose work waits learn why.
 * The machine asks for nothing meanwhile, and nothing depends on whether the service hears of it.
 */
final class WithheldNotice {

    private static final Logger LOG = LoggerFactory.getLogger(WithheldNotice.class);

    /** How often the same is told; a node that is silent for longer than a minute may count as away. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final ServiceClient service;
    private final MachineProbe machine;
    private @Nullable OwnerLimit told;
    private long toldAt;

    WithheldNotice(ServiceClient service, MachineProbe machine) {
        this.service = service;
        this.machine = machine;
    }

    /**
     * Tells it where the service does not know it, or has not heard of it for a while.
     *
     * @throws IdentityRefused when the service does not know the node any more
     */
    void tell(Consent.Withheld withheld) throws IdentityRefused, InterruptedException {
        OwnerLimit limit = new OwnerLimit(kind(withheld.cause()), withheld.again());
        long now = System.nanoTime();
        if (limit.equals(told) && now - toldAt < AGAIN.toNanos()) {
            return;
        }
        told = limit;
        toldAt = now;
        try {
            service.renew(new Renewal(machine.offer(0).limitedBy(limit), List.of()));
        } catch (IdentityRefused unknown) {
            throw unknown;
        } catch (ServiceException untold) {
            LOG.debug("The service was not told that the machine is not lent now: {}", untold.getMessage());
        }
    }

    /** The machine is lent again; the next limit is news. */
    void over() {
        told = null;
    }

    private static OwnerLimit.Kind kind(Consent.Cause cause) {
        return switch (cause) {
            case PAUSED -> OwnerLimit.Kind.PAUSED;
            case FINISHING -> OwnerLimit.Kind.FINISHING;
            case UNCLEAR -> OwnerLimit.Kind.UNCLEAR;
            case IN_USE -> OwnerLimit.Kind.IN_USE;
            case BATTERY -> OwnerLimit.Kind.BATTERY;
            case HOURS -> OwnerLimit.Kind.HOURS;
            case TRANSFER -> OwnerLimit.Kind.TRANSFER;
        };
    }
}
