package org.commonwatt.api.problem;

/** A body with more bytes than the route takes. */
public final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param limit the most bytes that the route takes */
    public BodyTooLarge(long limit) {
        super(ProblemType.BODY_TOO_LARGE, "The body is larger than the " + limit + " bytes that are taken here.");
    }
}
