package org.commonwatt.scheduler.simulation;

import org.jspecify.annotations.Nullable;

/** A job in the course of a run of the simulator. */
final class SimulatedJob {

    final TraceJob trace;

    /** Work that is left, in ticks. */
    int left;

    /** Ticks of a started run until it goes on where the one before it stopped. */
    int restoring;

    /** Whether it ever ran; only a later start has something to restore. */
    boolean started;

    /** The machine that it runs on, or null. */
    @Nullable
    Machine machine;

    /** Ticks since its arrival in which its work did not advance. */
    int waited;

    /** Σ intensity · cpus over the ticks that it ran, in g/kWh · ticks. */
    double carbon;

    /** When it ended, or {@link Ticks#NEVER}. */
    int ended = Ticks.NEVER;

    SimulatedJob(TraceJob trace) {
        this.trace = trace;
        this.left = trace.length();
    }

    boolean isRunning() {
        return machine != null;
    }

    /** Delay of its end over running at once and through, in ticks. */
    int delay() {
        return ended - trace.arrival() - trace.length();
    }
}
