package org.commonwatt.api.artifact;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A sender has begun many uploads and finished none. */
public final class TooManyUploads extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyUploads(int most) {
        super(
                ProblemType.RATE_LIMITED,
                "You have " + most + " unfinished uploads, which is as many as one may have. Finish one, or give it up"
                        + " (DELETE /api/v1/artifacts/HASH/upload).");
    }
}
