package org.commonwatt.scheduler.simulation;

import java.util.UUID;

import org.commonwatt.scheduler.Price;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;

/** A task of the simulated fleet; its work is counted in minutes of the reference machine. */
final class FleetTask {

    static final double REFERENCE_FLOPS = 85e9;

    private static final UUID ACCOUNT = new UUID(0, 1);

    final int number;
    final long memoryBytes;
    final double work;

    /** Work that is done, how much of it the last checkpoint has that the service holds, and the one that is being sent. */
    double done;

    double saved;
    double sending;

    /** Of what is done, how much was counted. */
    double counted;

    /** Minutes since the checkpoint that is being sent was made. */
    int sendingFor;

    /** Minutes until a new start goes on where the last checkpoint stands. */
    int restoring;

    boolean started;
    int readySince;

    FleetTask(int number, long memoryBytes, double work, int arrival) {
        this.number = number;
        this.memoryBytes = memoryBytes;
        this.work = work;
        this.readySince = arrival;
    }

    /** What is left, rounded up to an eighth of a power of two, so that like tasks are one class. */
    WorkClass workClass() {
        double left = Math.max(work - saved, 1);
        double step = Math.scalb(1.0, Math.getExponent(left) - 3);
        double rounded = Math.ceil(left / step) * step;
        long id = Double.doubleToLongBits(rounded) ^ memoryBytes * 31;
        return new WorkClass(id, ACCOUNT, new WorkNeed(memoryBytes, 0, rounded * 60 * REFERENCE_FLOPS));
    }

    /** Minutes that a checkpoint takes to the service. */
    int uploadMinutes() {
        return (int) Math.ceil(checkpointBytes() / Price.UPLOAD_BYTES_PER_HOUR * 60);
    }

    /** Minutes that a checkpoint takes to another machine. */
    int downloadMinutes() {
        return (int) Math.ceil(checkpointBytes() / Price.DOWNLOAD_BYTES_PER_HOUR * 60);
    }

    private double checkpointBytes() {
        return new WorkNeed(memoryBytes, 0, 1).checkpointBytes();
    }
}
