package org.commonwatt.worker.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.worker.machine.EnergySensor.Part;

/**
 * Looks at the machine's sensors every few seconds, for as long as the worker runs, and finds out what the machine draws
 * when it is idle.
 */
final class EnergyWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnergyWatch.class);

    /** Counters turn in minutes at the soonest, and the mean of polled power over minutes is steady. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private final List<EnergySensor> sensors;
    private final IdlePower idle;
    private final DoubleSupplier busySeconds;
    private final int cores;
    private final LongSupplier nanoTime;
    private final Set<ProcessHandle> trainers = ConcurrentHashMap.newKeySet();
    private double busyBefore;
    private long lookedAt;
    private @Nullable Thread thread;

    /**
     * @param busySeconds see {@link BusyTime}
     * @param cores logical cores of the machine
     */
    EnergyWatch(
            List<EnergySensor> sensors, IdlePower idle, DoubleSupplier busySeconds, int cores, LongSupplier nanoTime) {
        this.sensors = List.copyOf(sensors);
        this.idle = idle;
        this.busySeconds = busySeconds;
        this.cores = cores;
        this.nanoTime = nanoTime;
        this.busyBefore = busySeconds.getAsDouble();
        this.lookedAt = nanoTime.getAsLong();
    }

    synchronized void start() {
        if (!sensors.isEmpty() && thread == null) {
            thread = Thread.ofVirtual().name("energy").start(this::run);
        }
    }

    /** While this process lives, the machine is not idle. */
    void works(ProcessHandle trainer) {
        trainers.add(trainer);
    }

    /** The sensor of a part, if the machine has one. */
    Optional<EnergySensor> sensor(Part part) {
        return sensors.stream().filter(sensor -> sensor.part() == part).findFirst();
    }

    IdlePower idle() {
        return idle;
    }

    /** Seconds in which the machine's cores were in use. */
    double busySeconds() {
        return busySeconds.getAsDouble();
    }

    /** Takes in what was drawn since the last look. */
    synchronized void look() {
        sensors.forEach(EnergySensor::look);
        long now = nanoTime.getAsLong();
        double busy = busySeconds.getAsDouble();
        double load = (busy - busyBefore) / ((now - lookedAt) / 1e9 * cores);
        trainers.removeIf(trainer -> !trainer.isAlive());
        if (trainers.isEmpty() && load <= IdlePower.MOST_LOAD) {
            idle.idle(sensors, now);
        } else if (now != lookedAt) {
            idle.busy();
        }
        busyBefore = busy;
        lookedAt = now;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException closed) {
            LOG.debug("The energy watch ends");
        } catch (RuntimeException broken) {
            LOG.warn("Energy is not measured any more", broken);
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
