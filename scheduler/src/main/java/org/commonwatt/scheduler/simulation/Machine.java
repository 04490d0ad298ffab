package org.commonwatt.scheduler.simulation;

/** A machine, or a pool of them that acts as one, which comes and goes. */
final class Machine {

    final int number;
    final int cpus;
    private final int[] switches;
    private int next;

    /** Processors that no job holds. */
    int free;

    boolean present;

    /**
     * @param switches the ticks at which it comes and goes in turn, the first of them a coming, in rising order
     */
    Machine(int number, int cpus, int[] switches) {
        this.number = number;
        this.cpus = cpus;
        this.free = cpus;
        this.switches = switches;
    }

    int nextSwitch() {
        return next < switches.length ? switches[next] : Ticks.NEVER;
    }

    /** Comes or goes, if it is due at this tick. */
    boolean switchAt(int tick) {
        boolean due = false;
        while (nextSwitch() <= tick) {
            present = !present;
            next++;
            due = true;
        }
        return due;
    }

    boolean holds(int wanted) {
        return present && free >= wanted;
    }
}
