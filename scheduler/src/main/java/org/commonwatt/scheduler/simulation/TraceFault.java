package org.commonwatt.scheduler.simulation;

/** A trace, or what is asked of it, can't be used; the message says where and why. */
public final class TraceFault extends RuntimeException {

    public TraceFault(String message) {
        super(message);
    }
}
