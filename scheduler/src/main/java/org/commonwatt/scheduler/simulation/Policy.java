package org.commonwatt.scheduler.simulation;

import java.util.List;

/** When jobs run, and which of them where machines are fewer than the jobs that want them. */
interface Policy {

    /** What it is called in tables and in the answer. */
    String name();

    /** A job was submitted. */
    void arrived(SimulatedJob job, int tick, Grid grid);

    /**
     * Which jobs should run from this tick on, in order of precedence. The engine pauses those that run and aren't among them,
     * and starts the others as far as there is room.
     *
     * @param jobs submitted jobs that have not ended, in order of arrival
     * @param world what else there is
     */
    List<SimulatedJob> wanted(List<SimulatedJob> jobs, int tick, World world);

    /** The next tick at which it wants to decide about this job although nothing else happens. */
    int wakeAt(SimulatedJob job, int tick);

    /** Whether the job may take the place of jobs behind it that run. */
    default boolean preempts(SimulatedJob job) {
        return false;
    }
}
