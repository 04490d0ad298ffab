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

    /** The same of a node that will likely stay for some hours; see {@link Availability#staysHours}. */
    public static NodeOffer of(UUID id, Hardware hardware, String zone, double idleHours, double staysHours) {
        return new NodeOffer(
                id,
                new NodeClass(hardware, zone, idleHours, staysHours),
                NodeClass.of(hardware, zone, idleHours, staysHours));
    }

    /** The offer of one node, with the class that it belongs to. */
    public static NodeOffer of(UUID id, Hardware hardware, String zone, double idleHours) {
        return new NodeOffer(id, new NodeClass(hardware, zone, idleHours), NodeClass.of(hardware, zone, idleHours));
    }
}
