package org.commonwatt.worker.client;

/** The lease is no longer this node's: nothing more may be written for it. */
public final class LeaseStale extends ServiceException {

    private static final long serialVersionUID = 1L;

    LeaseStale(String message) {
        super(message);
    }
}
