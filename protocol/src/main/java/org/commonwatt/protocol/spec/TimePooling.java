package org.commonwatt.protocol.spec;

/** How a sequence becomes one vector. */
public enum TimePooling {
    /** The mean over all places. */
    MEAN,
    /** The maximum over all places. */
    MAX
}
