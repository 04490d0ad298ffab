package org.commonwatt.api.fleet;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** What a machine says of itself can't be true or can't be stored. */
public final class OfferUnusable extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param fault which part is wrong and what was expected */
    OfferUnusable(String fault) {
        super(ProblemType.MALFORMED_BODY, "The machine's description is unusable: " + fault + ".");
    }
}
