package org.commonwatt.worker.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.LeaseGrant;

/** What the service says to a node that asks for work. */
public sealed interface ClaimAnswer {

    /** Work on this. */
    record Granted(LeaseGrant grant) implements ClaimAnswer {}

    /** There is nothing now; {@code askAgainAfter} is null where the service did not say when to ask again. */
    record Nothing(@Nullable Duration askAgainAfter) implements ClaimAnswer {}
}
