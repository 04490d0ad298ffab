package org.commonwatt.worker.training;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.pipe.ToTrainer;

/** What a run is asked to do while it goes on. */
interface Orders {

    /** Whether a checkpoint was asked for since the last call. */
    boolean takeCheckpoint();

    /** The order to stop, or null while there is none. */
    ToTrainer.@Nullable Stop stop();
}
