package org.commonwatt.protocol.lease;

/** What the service wants of a lease's holder; the answer to renewals and to reports. */
public enum Directive {
    /** Go on. */
    CONTINUE,
    /** Checkpoint now, and go on. */
    CHECKPOINT,
    /** Checkpoint, release the lease, take no new one. */
    DRAIN,
    /** Checkpoint and release the lease: the job goes on when electricity is cleaner. The node may take other work. */
    PAUSE,
    /** The job was cancelled: stop, keep nothing. */
    CANCEL,
    /** The lease is no longer the node's: stop, send nothing more for it. */
    STALE
}
