package org.commonwatt.api.fleet;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A machine came with a code that is unknown, used or too old; which of them is not told. */
final class JoiningCodeInvalid extends Refusal {

    private static final long serialVersionUID = 1L;

    JoiningCodeInvalid() {
        super(
                ProblemType.JOINING_CODE_INVALID,
                "The code is unknown, was used before, or is too old. Make a new one (POST /api/v1/nodes/codes); each works once.");
    }
}
