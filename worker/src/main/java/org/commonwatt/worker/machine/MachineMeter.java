package org.commonwatt.worker.machine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.worker.machine.EnergySensor.Part;

/**
 * The best meter that this machine allows. What one lease draws is told from what the machine draws when idle and from what
 * others do on it meanwhile; see {@code docs/energy.md} for the formulas.
 */
public final class MachineMeter implements EnergyMeter, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MachineMeter.class);

    private final EnergyWatch watch;
    private final Supplier<MeteredMachine> machine;
    private final @Nullable NvidiaSmi graphics;
    private final LongSupplier nanoTime;

    /**
     * Where the machine's sensors are.
     *
     * @param powercap RAPL's folder
     * @param powerSupply the batteries' folder
     * @param nvidiaSmi the tool, as one would start it; empty to leave graphics processors out
     */
    public record Places(Path powercap, Path powerSupply, List<String> nvidiaSmi) {

        /** A running system's. */
        public static final Places SYSTEM =
                new Places(RaplSensor.POWERCAP, BatteryGauge.POWER_SUPPLY, List.of("nvidia-smi"));
    }

    MachineMeter(
            EnergyWatch watch, Supplier<MeteredMachine> machine, @Nullable NvidiaSmi graphics, LongSupplier nanoTime) {
        this.watch = watch;
        this.machine = machine;
        this.graphics = graphics;
        this.nanoTime = nanoTime;
    }

    /** A meter without sensors: processor time times the design power of one core. */
    public static EnergyMeter modelled(DesignPower power) {
        MeteredMachine machine = new MeteredMachine(power, false, 1, null, null, null);
        IdlePower unknown = new IdlePower(Path.of("idle-power.json"), Clock.systemUTC());
        EnergyWatch watch = new EnergyWatch(List.of(), unknown, () -> 0, power.cores(), System::nanoTime);
        return new MachineMeter(watch, () -> machine, null, System::nanoTime);
    }

    /**
     * Looks for sensors and begins to watch them.
     *
     * @param idleFile keeps what the machine draws when idle
     */
    public static MachineMeter start(MachineProbe probe, Places places, Path idleFile) {
        LongSupplier nanoTime = System::nanoTime;
        List<EnergySensor> sensors = new ArrayList<>();
        String refused = null;
        switch (RaplSensor.find(places.powercap(), nanoTime)) {
            case RaplSensor.Search.Found(RaplSensor found) -> sensors.add(found);
            case RaplSensor.Search.Refused(String why) -> {
                refused = why;
                LOG.info("Energy is estimated: {}", why);
            }
            case RaplSensor.Search.Absent absent -> LOG.debug("There are no energy counters in {}", places.powercap());
        }
        BatteryGauge.find(places.powerSupply(), nanoTime).ifPresent(sensors::add);
        NvidiaSmi smi = null;
        Double limit = null;
        boolean graphics = probe.hasGraphics() || !places.nvidiaSmi().equals(Places.SYSTEM.nvidiaSmi());
        if (graphics && !places.nvidiaSmi().isEmpty()) {
            smi = new NvidiaSmi(places.nvidiaSmi(), nanoTime);
            limit = smi.powerLimit().isPresent() ? smi.powerLimit().getAsDouble() : null;
            sensors.add(new NvidiaSensor(smi, nanoTime));
        }
        EnergyWatch watch = new EnergyWatch(
                sensors, new IdlePower(idleFile, Clock.systemUTC()), probe.busyTime(), probe.machineCores(), nanoTime);
        watch.start();
        Double graphicsLimit = limit;
        String whyNot = refused;
        // Anew for each lease: what its owner lends may change while the worker runs.
        Supplier<MeteredMachine> machine = () -> new MeteredMachine(
                probe.designPower(),
                probe.isVirtual(),
                (double) probe.threads() / probe.machineCores(),
                graphicsLimit,
                probe.embodied(),
                whyNot);
        return new MachineMeter(watch, machine, smi, nanoTime);
    }

    @Override
    public Reading begin(ProcessHandle trainer) {
        watch.works(trainer);
        watch.look();
        return new LeaseReading(watch, machine.get(), graphics, trainer, nanoTime);
    }

    /** What it measures with, for people. */
    public List<String> sensors() {
        return List.of(Part.values()).stream()
                .flatMap(part -> watch.sensor(part).stream())
                .map(EnergySensor::words)
                .toList();
    }

    @Override
    public void close() {
        watch.close();
        if (graphics != null) {
            graphics.close();
        }
    }
}
