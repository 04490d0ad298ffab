package org.commonwatt.worker.machine;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;

/**
 * Tier D: energy is processor time times the design power of one core,
 * {@code E = t_cpu · P_design / cores}, which equals time × load × design power. It leaves out memory, disks and the
 * power supply's losses, and takes a core at full load for its share of the design power: hence a band of ±50 %.
 */
public final class DesignPowerMeter implements EnergyMeter {

    private static final double RELATIVE_ERROR = 0.5;

    private final DesignPower power;
    private final LongSupplier nanoTime;

    public DesignPowerMeter(DesignPower power) {
        this(power, System::nanoTime);
    }

    DesignPowerMeter(DesignPower power, LongSupplier nanoTime) {
        this.power = power;
        this.nanoTime = nanoTime;
    }

    @Override
    public Reading begin(ProcessHandle trainer) {
        ProcessorTime processorTime = new ProcessorTime(trainer);
        long began = nanoTime.getAsLong();
        return () -> {
            Duration used = processorTime.total();
            return use(used, Duration.ofNanos(nanoTime.getAsLong() - began));
        };
    }

    @Nullable
    EnergyUse use(Duration processorTime, Duration elapsed) {
        if (processorTime.isZero() || elapsed.isZero()) {
            return null;
        }
        double processorSeconds = processorTime.toNanos() / 1e9;
        double wattHours = processorSeconds * power.wattsPerCore() / 3600;
        String method = String.format(
                Locale.ROOT,
                "Processor time (%.1f s) × design power of one core (%.2f W): %.1f W over %d logical cores, from %s.",
                processorSeconds,
                power.wattsPerCore(),
                power.watts(),
                power.cores(),
                power.source());
        return new EnergyUse(wattHours, EnergyUse.Tier.D, RELATIVE_ERROR, elapsed.toNanos() / 1e9, method);
    }
}
