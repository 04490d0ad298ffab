package org.commonwatt.worker.client;

/** A request to the service that did not succeed; the kinds are handled apart. */
public abstract sealed class ServiceException extends Exception
        permits ServiceAway, RequestRefused, LeaseStale, IdentityRefused {

    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
