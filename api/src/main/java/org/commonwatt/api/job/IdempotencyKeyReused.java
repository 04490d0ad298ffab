package org.commonwatt.api.job;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** An Idempotency-Key came a second time, with another request. */
public final class IdempotencyKeyReused extends Refusal {

    private static final long serialVersionUID = 1L;

    IdempotencyKeyReused(String key) {
        super(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "The Idempotency-Key '" + key + "' belongs to another request. Take a fresh one for each new request.");
    }
}
