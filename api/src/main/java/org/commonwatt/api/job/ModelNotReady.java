package org.commonwatt.api.job;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;
import org.commonwatt.protocol.job.JobView;

/** A job has no model, yet or for good. */
public final class ModelNotReady extends Refusal {

    private static final long serialVersionUID = 1L;

    ModelNotReady(JobView job) {
        super(
                ProblemType.MODEL_NOT_READY,
                "The job is " + job.state()
                        + (job.state().isFinal() ? " and left no model." : "; its model is there once it SUCCEEDED."));
    }
}
