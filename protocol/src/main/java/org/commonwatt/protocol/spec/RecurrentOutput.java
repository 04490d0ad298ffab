package org.commonwatt.protocol.spec;

/** What a recurrent layer gives. */
public enum RecurrentOutput {
    /** The state after every place: (T, units). */
    EVERY,
    /** The state after the last place that is not padding, of a reversed direction that after the first: (units). */
    LAST
}
