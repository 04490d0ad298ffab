package org.commonwatt.worker.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.worker.client.ServiceAway;
import org.commonwatt.worker.client.ServiceException;

/**
 * Decides whether a run that was cut off, with its worker or by an error of the machine, is taken up again under the same
 * lease. Its trainer is gone, but what it wrote last is here, and often newer than what the service has.
 */
public final class PickUp {

    private static final Logger LOG = LoggerFactory.getLogger(PickUp.class);

    /** A run that is cut off so often without getting as far as a checkpoint would be cut off again. */
    private static final int MOST_RESUMPTIONS = 3;

    private final Workplace place;

    public PickUp(Workplace place) {
        this.place = place;
    }

    /** What to do with a run's folder. */
    public enum Choice {
        /** Go on with the run. */
        RESUME,
        /** Deliver what is left, and give the task back. */
        HAND_OVER,
        /** The task is another's: nothing of it is worth anything. */
        DISCARD
    }

    /** Weighs a folder that an earlier run left. */
    public Choice choose(RunFolder folder) throws IOException, InterruptedException {
        LeaseGrant grant = folder.grant();
        if (grant == null || folder.hasEnd() || folder.diary().resumptions() >= MOST_RESUMPTIONS) {
            return Choice.HAND_OVER;
        }
        Renewal.Held held = new Renewal.Held(
                grant.id(),
                grant.epoch(),
                grant.checkpoint() == null ? 0 : grant.checkpoint().step());
        try {
            return place.service().renew(new Renewal(null, List.of(held))).leases().stream()
                    .filter(renewed -> renewed.id().equals(grant.id()))
                    .map(renewed -> choice(renewed.directive()))
                    .findFirst()
                    .orElse(Choice.DISCARD);
        } catch (ServiceAway away) {
            LOG.debug("Lease {} can't be asked about", grant.id(), away);
            return mayStillBeOurs(folder, grant) ? Choice.RESUME : Choice.HAND_OVER;
        } catch (ServiceException refused) {
            LOG.warn("The service refuses to say whose lease {} is: {}", grant.id(), refused.getMessage());
            return Choice.HAND_OVER;
        }
    }

    private static Choice choice(Directive directive) {
        return switch (directive) {
            case CONTINUE, CHECKPOINT -> Choice.RESUME;
            case DRAIN, PAUSE, CANCEL -> Choice.HAND_OVER;
            case STALE -> Choice.DISCARD;
        };
    }

    /** A service that is away hands the task to nobody else; but who knows for how long it has been away. */
    private boolean mayStillBeOurs(RunFolder folder, LeaseGrant grant) throws IOException {
        Duration lives = Duration.ofSeconds(grant.leaseSeconds() + grant.graceSeconds());
        Instant now = place.host().clock().instant();
        return folder.lastWritten().plus(lives).isAfter(now);
    }
}
