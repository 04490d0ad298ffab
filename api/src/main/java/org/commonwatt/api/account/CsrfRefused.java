package org.commonwatt.api.account;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A change through the session cookie came without the session's own token: perhaps from another site's page. */
public final class CsrfRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    CsrfRefused() {
        super(
                ProblemType.CSRF,
                "Changes through a session need the header X-CSRF-Token with the token from GET /api/v1/session.");
    }
}
