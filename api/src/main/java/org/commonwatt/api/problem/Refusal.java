package org.commonwatt.api.problem;

import java.util.List;
import java.util.Map;

import org.commonwatt.protocol.Violation;

/**
 * A request that was understood and refused. Each module names its own facts as subclasses; the one handler turns them
 * into problem documents. Carries no stack trace: it is an answer, not a fault of the service.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    /** @param detail a sentence for people: what was wrong this time, and what to do */
    protected Refusal(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** Which kind of problem this is. */
    public final ProblemType type() {
        return type;
    }

    /** What the answer's head says besides, such as where to go on. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** Every single fault, where a document was refused; else empty. */
    public List<Violation> violations() {
        return List.of();
    }
}
