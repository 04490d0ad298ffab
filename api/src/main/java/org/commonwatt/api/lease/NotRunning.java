package org.commonwatt.api.lease;

import java.util.UUID;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** No node works on the job at this moment. */
final class NotRunning extends Refusal {

    private static final long serialVersionUID = 1L;

    NotRunning(UUID jobId) {
        super(ProblemType.STATE_CONFLICT, "No node works on job " + jobId + " at this moment.");
    }
}
