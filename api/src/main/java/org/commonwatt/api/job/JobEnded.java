package org.commonwatt.api.job;

import java.util.UUID;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;
import org.commonwatt.protocol.job.JobState;

/** A job that has ended can't be cancelled. */
public final class JobEnded extends Refusal {

    private static final long serialVersionUID = 1L;

    JobEnded(UUID jobId, JobState state) {
        super(ProblemType.STATE_CONFLICT, "The job " + jobId + " has ended: it is " + state + ".");
    }
}
