package org.commonwatt.api.artifact;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** An upload broke off. Mostly nobody is left to read this. */
public final class UploadInterrupted extends Refusal {

    private static final long serialVersionUID = 1L;

    UploadInterrupted(long size) {
        super(ProblemType.MALFORMED_BODY, "The upload broke off after " + size + " bytes. Nothing was stored.");
    }
}
