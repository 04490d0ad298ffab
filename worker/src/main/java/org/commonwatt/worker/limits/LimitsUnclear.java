package org.commonwatt.worker.limits;

/** The owner's file of limits can't be understood; the message is a sentence that names the file and the fault. */
public final class LimitsUnclear extends Exception {

    private static final long serialVersionUID = 1L;

    LimitsUnclear(String sentence) {
        super(sentence);
    }
}
