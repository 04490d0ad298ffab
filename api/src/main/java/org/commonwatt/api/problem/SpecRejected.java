package org.commonwatt.api.problem;

import java.util.List;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

/** A spec or manifest was refused, with each of its faults. */
public final class SpecRejected extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param rejected what the document's reader found */
    public SpecRejected(Rejected rejected) {
        super(ProblemType.SPEC_REJECTED, summary(rejected.violations()));
        this.violations = rejected.violations();
    }

    private static String summary(List<Violation> violations) {
        Violation first = violations.getFirst();
        String fault = first.pointer() + ": " + first.message();
        return violations.size() == 1 ? fault : violations.size() + " faults; the first is at " + fault;
    }

    @Override
    public List<Violation> violations() {
        return violations;
    }
}
