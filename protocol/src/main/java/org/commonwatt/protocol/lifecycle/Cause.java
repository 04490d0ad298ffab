package org.commonwatt.protocol.lifecycle;

/** Who makes a transition happen. */
public enum Cause {
    /** The account that submitted the job. */
    SUBMITTER("the submitter"),
    /** A donated machine, by what its worker sends. */
    NODE("a node"),
    /** Who donates the machine, by removing it. */
    DONOR("the donor"),
    /** The service itself, when one of its clocks runs out. */
    SERVICE("the service");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
