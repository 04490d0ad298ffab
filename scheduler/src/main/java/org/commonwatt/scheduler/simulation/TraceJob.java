package org.commonwatt.scheduler.simulation;

/**
 * A job of a trace.
 *
 * @param number its place in the order of arrival
 * @param arrival when it is submitted, in ticks
 * @param length how long it runs, in ticks
 * @param cpus how many processors it takes
 * @param queue what is known of its length beforehand
 */
record TraceJob(int number, int arrival, int length, int cpus, Queue queue) {

    /** By when it should have ended: arrival + length + waiting budget. */
    int deadline() {
        return arrival + length + queue.budget();
    }
}
