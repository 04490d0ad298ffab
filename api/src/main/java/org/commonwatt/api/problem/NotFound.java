package org.commonwatt.api.problem;

/** There is no such thing, or it is not the caller's to see: both look the same from outside. */
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param what the thing with its name, such as {@code job 0190…} */
    public NotFound(String what) {
        super(ProblemType.NOT_FOUND, "There is no " + what + " that you may see.");
    }
}
