package org.commonwatt.scheduler.simulation;

/**
 * A queue that jobs are submitted to; all that a policy without foreknowledge knows of a job's length.
 *
 * @param budget how long its jobs may wait, in ticks
 * @param mean mean length of its jobs, in ticks
 */
record Queue(int budget, int mean) {

    /** Jobs of less than this go to the short queue, in seconds. */
    static final double SHORT_SECONDS = 2 * 3600;

    static final int SHORT_BUDGET = 6 * Ticks.PER_HOUR;
    static final int LONG_BUDGET = 24 * Ticks.PER_HOUR;
}
