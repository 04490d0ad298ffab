package org.commonwatt.worker.machine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;

/** Share of the processors that is in use by anything but the worker and its trainer. */
final class OthersLoad {

    /** Shorter spans than this say little, as processors count in ticks of 10 ms. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final CentralProcessor processor;
    private final ProcessorTime ours = new ProcessorTime(ProcessHandle.current());
    private long[] ticks;
    private Duration oursBefore;
    private long at = System.nanoTime();
    private @Nullable Double newest;

    OthersLoad(CentralProcessor processor) {
        this.processor = processor;
        this.ticks = processor.getSystemCpuLoadTicks();
        this.oursBefore = ours.total();
    }

    /** Load since the last call, 0..1, or null before there is a span to measure. */
    synchronized @Nullable Double sinceLastCall() {
        long now = System.nanoTime();
        Duration span = Duration.ofNanos(now - at);
        if (span.compareTo(SHORTEST) < 0) {
            return newest;
        }
        double all = processor.getSystemCpuLoadBetweenTicks(ticks);
        Duration oursNow = ours.total();
        double mine = (double) oursNow.minus(oursBefore).toNanos()
                / (span.toNanos() * (double) processor.getLogicalProcessorCount());
        ticks = processor.getSystemCpuLoadTicks();
        oursBefore = oursNow;
        at = now;
        if (Double.isFinite(all)) {
            newest = Math.clamp(all - mine, 0.0, 1.0);
        }
        return newest;
    }
}
