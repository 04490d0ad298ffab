package org.commonwatt.api.account;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** The caller is known and may not do this. */
public final class Forbidden extends Refusal {

    private static final long serialVersionUID = 1L;

    private Forbidden(String detail) {
        super(ProblemType.FORBIDDEN, detail);
    }

    static Forbidden onlyNodes() {
        return new Forbidden("Only a node's token may do this; keys and sessions belong to people.");
    }

    static Forbidden lacks(Scope scope) {
        return new Forbidden("This needs a key with the scope '" + scope.written() + "'.");
    }
}
