package org.commonwatt.worker.client;

import org.commonwatt.protocol.Problem;

/** The service understood the request and refuses it: repeating it would not help. */
public final class RequestRefused extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RequestRefused(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail());
        this.problem = problem;
    }

    /** What the service said. */
    public Problem problem() {
        return problem;
    }

    /** Whether the problem is {@code urn:commonwatt:problem:NAME}. */
    public boolean is(String name) {
        return problem.type().equals("urn:commonwatt:problem:" + name);
    }
}
