package org.commonwatt.cli.client;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Problem;

/** The service answered with a problem document. */
public final class Refused extends Failure {

    private static final long serialVersionUID = 1L;

    Refused(Problem problem) {
        super(problem);
    }

    /** Whether a proxy says that the service behind it is away, as during a restart. */
    boolean isAway() {
        return switch (problem().status()) {
            case 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Whether this is the problem of that name, such as {@code not-found}. */
    public boolean is(String name) {
        return problem().type().equals("urn:commonwatt:problem:" + name);
    }
}
