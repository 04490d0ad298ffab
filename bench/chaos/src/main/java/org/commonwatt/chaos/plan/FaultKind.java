package org.commonwatt.chaos.plan;

/** What can go wrong. */
public enum FaultKind {
    /** {@code kill -9} of the trainer of a node. */
    KILL_TRAINER(3),
    /** {@code kill -9} of a node's daemon, which is started again after a while. */
    KILL_DAEMON(3),
    /** {@code kill -9} of a replica of the service. */
    KILL_API(2),
    /** {@code kill -9} of PostgreSQL. */
    KILL_POSTGRES(1),
    /** {@code kill -9} of every process at once. */
    KILL_EVERYTHING(1),
    /** A node's daemon is stopped in order and started again, as by its owner. */
    STOP_DAEMON(1),
    /** A replica is stopped in order and started again, as by an update. */
    STOP_API(1),
    /** A node sleeps, daemon and trainer, and wakes up later as if nothing had been: a closed lid. */
    FREEZE_NODE(2),
    /** A replica sleeps, with whatever transaction it is in. */
    FREEZE_API(1),
    /** Requests and answers of one link are lost, or arrive in part. */
    CUT_LINK(3),
    /** Requests and answers of one link take their time. */
    SLOW_LINK(1),
    /** One link takes connections and answers nothing. */
    SILENT_LINK(1),
    /** Each request of one link arrives twice, at both replicas at once. */
    TWICE(1),
    /** Requests of one link arrive seconds after their sender gave them up and tried again. */
    LATE(1),
    /** Requests of any age arrive once more. */
    REPLAY(2),
    /** A replica's connections to the database break. */
    CUT_DATABASE(1),
    /** A replica's connections to the database stall. */
    SILENT_DATABASE(1),
    /** The disk of a node is full for a while. */
    FULL_NODE(1),
    /** The disk of the store is full for a while. */
    FULL_STORE(1),
    /** The clock of a replica jumps, forwards or backwards, and comes back later. */
    JUMP_CLOCK(1),
    /** The clocks of all replicas jump together, and stay there. */
    JUMP_CLOCKS(1);

    /** How often it comes for each time that all of them came. */
    private final int share;

    FaultKind(int share) {
        this.share = share;
    }

    int share() {
        return share;
    }

    /** Whether it needs a file system of its own, which only root can mount. */
    public boolean fillsDisks() {
        return this == FULL_NODE || this == FULL_STORE;
    }
}
