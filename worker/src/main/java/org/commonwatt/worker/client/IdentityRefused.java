package org.commonwatt.worker.client;

/** The service does not know this node's token, or knows it no more. */
public final class IdentityRefused extends ServiceException {

    private static final long serialVersionUID = 1L;

    IdentityRefused(String message) {
        super(message);
    }
}
