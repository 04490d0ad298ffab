package org.commonwatt.worker.machine;

import java.util.function.DoubleSupplier;

import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Seconds in which the machine's logical cores were in use, by anybody, all cores together. */
final class BusyTime implements DoubleSupplier {

    private final CentralProcessor processor;

    BusyTime(CentralProcessor processor) {
        this.processor = processor;
    }

    @Override
    public double getAsDouble() {
        long[] ticks = processor.getSystemCpuLoadTicks();
        long busy = 0;
        for (TickType type : TickType.values()) {
            if (type != TickType.IDLE && type != TickType.IOWAIT && type != TickType.STEAL) {
                busy += ticks[type.getIndex()];
            }
        }
        return busy / 1000.0;
    }
}
