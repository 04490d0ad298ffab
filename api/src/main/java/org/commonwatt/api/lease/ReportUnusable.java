package org.commonwatt.api.lease;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A worker's message says something that can't be. Nothing of it was stored. */
final class ReportUnusable extends Refusal {

    private static final long serialVersionUID = 1L;

    ReportUnusable(String fault) {
        super(ProblemType.MALFORMED_BODY, "The message is unusable: " + fault + ".");
    }
}
