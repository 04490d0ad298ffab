/**
 * Leases: the right of a node to work on a task until a time. The only place that hands out work.
 *
 * <p>Every write of a holder is guarded in SQL by the lease's id, epoch and node. Locks are taken in this order: the job's
 * state, the ready row, the task, the lease, the attempt; the claim, which can't know the job beforehand, skips what is
 * locked instead of waiting.
 */
@ApplicationModule(
        allowedDependencies = {
            "id",
            "problem",
            "account",
            "database",
            "schedule",
            "artifact",
            "registry",
            "job",
            "fleet",
            "carbon",
            "placement"
        })
@NullMarked
package org.commonwatt.api.lease;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
