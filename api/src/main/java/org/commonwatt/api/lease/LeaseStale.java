package org.commonwatt.api.lease;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A write came for a lease that its sender does not hold, or no longer. Nothing of it was stored. */
final class LeaseStale extends Refusal {

    private static final long serialVersionUID = 1L;

    LeaseStale(LeaseRef lease) {
        super(
                ProblemType.LEASE_STALE,
                "Lease " + lease.id() + " with epoch " + lease.epoch()
                        + " is not yours, or no longer. Stop this run and send nothing more for it.");
    }
}
