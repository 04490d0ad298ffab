package org.commonwatt.api.artifact;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** There is no room for an upload. */
public final class StorageFull extends Refusal {

    private static final long serialVersionUID = 1L;

    StorageFull() {
        super(
                ProblemType.STORAGE_FULL,
                "The service has no room left for these bytes. Nothing was stored; its operator must make room.");
    }
}
