package org.commonwatt.api.problem;

/** A request that can't be read: its syntax, a parameter, a header. */
public final class MalformedBody extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param detail what can't be read, where, and what was expected */
    public MalformedBody(String detail) {
        super(ProblemType.MALFORMED_BODY, detail);
    }
}
