package org.commonwatt.api.registry;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** A published version never changes: the same name and version came with other contents. */
public final class DatasetTaken extends Refusal {

    private static final long serialVersionUID = 1L;

    DatasetTaken(String ref) {
        super(
                ProblemType.STATE_CONFLICT,
                "The dataset " + ref + " is published with other contents. Publish this one as a later version.");
    }
}
