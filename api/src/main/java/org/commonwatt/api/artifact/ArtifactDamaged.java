package org.commonwatt.api.artifact;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** Bytes were stored and are not what they were. They are not given out. */
public final class ArtifactDamaged extends Refusal {

    private static final long serialVersionUID = 1L;

    ArtifactDamaged(Sha256 artifact) {
        super(
                ProblemType.ARTIFACT_DAMAGED,
                "The stored bytes of artifact " + artifact
                        + " are damaged or lost, so they are not given out. Whoever still has them can upload them again.");
    }
}
