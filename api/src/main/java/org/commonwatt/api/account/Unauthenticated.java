package org.commonwatt.api.account;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** The request does not show who makes it. */
public final class Unauthenticated extends Refusal {

    private static final long serialVersionUID = 1L;

    private Unauthenticated(String detail) {
        super(ProblemType.UNAUTHENTICATED, detail);
    }

    /** The request shows nothing at all. */
    public static Unauthenticated missing() {
        return new Unauthenticated(
                "Send a key as 'Authorization: Bearer cw_…'. The first key is in the file 'key' of the "
                        + "service's data folder; more come from POST /api/v1/keys.");
    }

    /** The key is not, or no longer, valid. */
    public static Unauthenticated unknownKey() {
        return new Unauthenticated("This key is unknown, or was revoked.");
    }

    static Unauthenticated unknownSession() {
        return new Unauthenticated("The session has ended. Sign in again with a key.");
    }
}
