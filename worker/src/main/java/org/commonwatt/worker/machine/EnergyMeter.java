package org.commonwatt.worker.machine;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;

/** A way of finding what a training process draws, best tiers first where a machine has several. */
public interface EnergyMeter {

    /** Begins to account for a process and all that it starts. */
    Reading begin(ProcessHandle trainer);

    /** The account of one process. Not safe for use by several threads at once. */
    interface Reading {

        /**
         * Energy since the beginning, or null while nothing was measured; may be some seconds old, as to look costs energy
         * too. Stays at its last value once the process is gone.
         */
        @Nullable
        EnergyUse soFar();

        /** The same, measured at this moment: for the end of a run. */
        @Nullable
        EnergyUse now();
    }
}
