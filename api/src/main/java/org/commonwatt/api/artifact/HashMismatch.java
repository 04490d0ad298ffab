package org.commonwatt.api.artifact;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** The bytes of an upload are not those that its address names. */
public final class HashMismatch extends Refusal {

    private static final long serialVersionUID = 1L;

    HashMismatch(Sha256 expected, Sha256 found, long size) {
        super(
                ProblemType.HASH_MISMATCH,
                "The " + size + " bytes hash to " + found + ", not to " + expected + ". Nothing was stored.");
    }
}
