package org.commonwatt.worker.run;

/** How a run ended, as far as the worker's next step goes. */
public enum RunEnd {
    /** The service has the result, or the task back. */
    DONE,
    /** The lease was lost; nothing is left to deliver. */
    FENCED,
    /** The worker is stopping and something could not be delivered in time; the next start hands it over. */
    UNDELIVERED,
    /** The service does not know the node any more. */
    IDENTITY_REFUSED
}
