package org.commonwatt.scheduler;

import java.util.UUID;

/**
 * A node that asks for work at this moment.
 *
 * @param id the node; spreads the moments at which nodes ask again
 * @param offer its own exact figures; they decide what it can run
 * @param key the class under which the snapshot's fleet counts it; its price is the node's price
 */
public record NodeOffer(UUID id, NodeClass offer, NodeClass key) {

    /** The offer of one node that will likely stay for some time, with the class that it belongs to. */
    public static NodeOffer of(UUID id, Hardware hardware, String zone, double idleHours, Stay stay) {
        return new NodeOffer(
                id, new NodeClass(hardware, zone, idleHours, stay), NodeClass.of(hardware, zone, idleHours, stay));
    }

    /** The same of a node of whose comings and goings nothing is known. */
    public static NodeOffer of(UUID id, Hardware hardware, String zone, double idleHours) {
        return of(id, hardware, zone, idleHours, Stay.UNKNOWN);
    }

    /** Whether it could run such work; its own exact figures decide. */
    public boolean canRun(WorkClass work) {
        return work.allows(key.zone()) && Feasibility.fits(work.need(), offer.hardware());
    }
}
