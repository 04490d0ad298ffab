package org.commonwatt.worker.lease;

import java.time.Duration;
import java.util.UUID;

import org.commonwatt.protocol.lease.Directive;

/** A lease that this node works under. Called by the keeper's thread. */
public interface HeldLease {

    /** The lease. */
    UUID id();

    /** The epoch that every write for it carries. */
    long epoch();

    /** How long a renewal lasts. */
    Duration length();

    /** Optimizer steps done so far. */
    long step();

    /** The service's wish. */
    void direct(Directive directive);
}
