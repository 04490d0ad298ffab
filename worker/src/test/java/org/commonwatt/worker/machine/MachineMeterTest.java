package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.worker.limits.Embodied;
import org.commonwatt.worker.machine.EnergySensor.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A machine of 8 cores and 80 W whose sensors and clock do what a test says. */
class MachineMeterTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<EnergySensor> sensors = new ArrayList<>();
    private double busySeconds;

    /** Draws a set power. */
    private final class Steady implements EnergySensor {
        private final Part part;
        private final boolean counts;
        double watts;
        private double joules;
        private long lookedAt = nanos.get();

        Steady(Part part, boolean counts, double watts) {
            this.part = part;
            this.counts = counts;
            this.watts = watts;
            sensors.add(this);
        }

        @Override
        public Part part() {
            return part;
        }

        @Override
        public void look() {
            joules += watts * (nanos.get() - lookedAt) / 1e9;
            lookedAt = nanos.get();
        }

        @Override
        public OptionalDouble joules() {
            return OptionalDouble.of(joules);
        }

        @Override
        public long unbrokenSince() {
            return 0;
        }

        @Override
        public boolean counts() {
            return counts;
        }

        @Override
        public String words() {
            return part.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private EnergyWatch watch() {
        IdlePower idle = new IdlePower(folder.resolve("idle-power.json"), Clock.systemUTC());
        return new EnergyWatch(sensors, idle, () -> busySeconds, 8, nanos::get);
    }

    private static MeteredMachine machine(boolean virtual, @Nullable Embodied embodied, @Nullable String refused) {
        return new MeteredMachine(new DesignPower(80, 8, "a test"), virtual, 0.5, 300.0, embodied, refused);
    }

    private LeaseReading reading(EnergyWatch watch, MeteredMachine machine) {
        return new LeaseReading(watch, machine, null, ProcessHandle.current(), nanos::get);
    }

    /** Time passes with so many cores in use by anybody, looked at as the watch does. */
    private void passes(EnergyWatch watch, Duration time, double coresInUse) {
        for (long second = 0; second < time.toSeconds(); second += 10) {
            nanos.addAndGet(10_000_000_000L);
            busySeconds += 10 * coresInUse;
            watch.look();
        }
    }

    @Test
    void idle_power_that_was_measured_makes_counters_tier_B() {
        Steady processors = new Steady(Part.PROCESSORS, true, 12);
        EnergyWatch watch = watch();
        passes(watch, TEN_MINUTES, 0.1);
        LeaseReading reading = reading(watch, machine(false, null, null));
        processors.watts = 72;
        passes(watch, TEN_MINUTES, 4);

        EnergyUse use = reading.use(4 * 600, 600);

        assertThat(use.tier()).isEqualTo(Tier.B);
        assertThat(use.relativeError()).isEqualTo(0.1);
        assertThat(use.wh()).isCloseTo((72 - 12) * 600 / 3600.0, within(1e-9));
        assertThat(use.attributedWh()).isCloseTo(use.wh() + 0.5 * 12 * 600 / 3600.0, within(1e-9));
        assertThat(use.embodiedGrams()).as("not known is not 0").isNull();
        assertThat(use.method()).contains("12.0 W idle (measured)", "50 % of the idle power", "is not known");
    }

    @Test
    void until_idle_power_was_measured_for_five_minutes_counters_are_tier_D() {
        Steady processors = new Steady(Part.PROCESSORS, true, 12);
        EnergyWatch watch = watch();
        passes(watch, Duration.ofSeconds(290), 0.1);
        LeaseReading reading = reading(watch, machine(false, null, null));
        processors.watts = 72;
        passes(watch, TEN_MINUTES, 4);

        EnergyUse use = reading.use(4 * 600, 600);

        assertThat(use.tier()).isEqualTo(Tier.D);
        assertThat(use.relativeError()).isEqualTo(0.5);
        assertThat(use.wh()).isCloseTo((72 - 8) * 600 / 3600.0, within(1e-9));
        assertThat(use.method()).contains("not measured yet");
    }

    @Test
    void a_machine_that_others_use_is_not_idle() {
        new Steady(Part.PROCESSORS, true, 30);
        EnergyWatch watch = watch();
        passes(watch, TEN_MINUTES, 2);
        assertThat(watch.idle().of(Part.PROCESSORS)).isNull();
        passes(watch, Duration.ofSeconds(280), 0);
        passes(watch, Duration.ofSeconds(10), 2);
        passes(watch, Duration.ofSeconds(280), 0);
        assertThat(watch.idle().of(Part.PROCESSORS))
                .as("two halves are no whole")
                .isNull();
    }

    @Test
    void a_machine_that_trains_is_not_idle_however_little_it_computes() throws Exception {
        new Steady(Part.PROCESSORS, true, 30);
        EnergyWatch watch = watch();
        Process waiting = new ProcessBuilder("sleep", "60").start();
        watch.works(waiting.toHandle());
        passes(watch, TEN_MINUTES, 0);
        assertThat(watch.idle().of(Part.PROCESSORS)).isNull();
        waiting.destroyForcibly().waitFor();
        passes(watch, TEN_MINUTES, 0);
        assertThat(Objects.requireNonNull(watch.idle().of(Part.PROCESSORS)).watts())
                .isCloseTo(30, within(1e-9));
    }

    @Test
    void idle_power_outlives_the_worker() {
        new Steady(Part.PROCESSORS, true, 12);
        passes(watch(), TEN_MINUTES, 0);
        assertThat(Objects.requireNonNull(watch().idle().of(Part.PROCESSORS)).watts())
                .isCloseTo(12, within(1e-9));
    }

    @Test
    void what_others_compute_meanwhile_is_not_this_leases() {
        Steady processors = new Steady(Part.PROCESSORS, true, 10);
        EnergyWatch watch = watch();
        passes(watch, TEN_MINUTES, 0);
        LeaseReading reading = reading(watch, machine(false, null, null));
        processors.watts = 50;
        passes(watch, TEN_MINUTES, 4);

        EnergyUse use = reading.use(600, 600);

        assertThat(use.wh()).isCloseTo((50 - 10) * 600 * 0.25 / 3600.0, within(1e-9));
        assertThat(use.method()).contains("25 % of the rest is this run's");
    }

    @Test
    void without_counters_processor_time_times_the_power_of_one_core_is_tier_D() {
        EnergyUse use =
                reading(watch(), machine(false, null, "counters are root's")).use(360, 200);

        // 360 s × 80 W / 8 = 3600 Ws = 1 Wh
        assertThat(use.wh()).isCloseTo(1, within(1e-9));
        assertThat(use.attributedWh()).isCloseTo(1 + 0.5 * 0.1 * 80 * 200 / 3600, within(1e-9));
        assertThat(use.tier()).isEqualTo(Tier.D);
        assertThat(use.relativeError()).isEqualTo(0.5);
        assertThat(use.seconds()).isEqualTo(200);
        assertThat(use.method())
                .startsWith("Processor time (360.0 s) × design power of one core (10.00 W): "
                        + "80.0 W over 8 logical cores, from a test. Not measured: counters are root's.");
    }

    @Test
    void a_virtual_machine_is_tier_D_whatever_its_counters_say() {
        Steady processors = new Steady(Part.PROCESSORS, true, 12);
        EnergyWatch watch = watch();
        passes(watch, TEN_MINUTES, 0);
        LeaseReading reading = reading(watch, machine(true, null, null));
        processors.watts = 500;
        passes(watch, TEN_MINUTES, 4);

        EnergyUse use = reading.use(360, 600);

        assertThat(use.tier()).isEqualTo(Tier.D);
        assertThat(use.wh()).isCloseTo(1, within(1e-9));
        assertThat(use.method()).contains("virtual machine");
    }

    @Test
    void a_discharging_battery_is_tier_A_and_stands_for_everything() {
        new Steady(Part.PROCESSORS, true, 3);
        Steady battery = new Steady(Part.WHOLE, false, 6);
        EnergyWatch watch = watch();
        passes(watch, TEN_MINUTES, 0);
        LeaseReading reading = reading(watch, machine(false, null, null));
        battery.watts = 24;
        passes(watch, TEN_MINUTES, 4);

        EnergyUse use = reading.use(4 * 600, 600);

        assertThat(use.tier()).isEqualTo(Tier.A);
        assertThat(use.wh()).isCloseTo(18 * 600 / 3600.0, within(1e-9));
    }

    @Test
    void making_the_machine_is_shared_by_time_and_by_what_is_reserved() {
        Embodied embodied = new Embodied(300, Duration.ofDays(1000));
        EnergyUse use = reading(watch(), machine(false, embodied, null)).use(360, 86_400);
        assertThat(use.embodiedGrams()).isCloseTo(300_000.0 / 1000 * 0.5, within(1e-9));
        assertThat(use.method()).contains("300 kgCO2e over 1000 days");
    }

    @Test
    void nothing_measured_is_null_and_an_account_stays_after_its_process() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        EnergyMeter.Reading none =
                MachineMeter.modelled(new DesignPower(80, 8, "a test")).begin(gone.toHandle());
        assertThat(none.now()).isNull();
    }

    @Test
    void on_this_machine_some_meter_is_found_and_says_what_it_does() throws IOException {
        PowercapTree tree = new PowercapTree(Files.createDirectories(folder.resolve("powercap")));
        MachineMeter.Places places = new MachineMeter.Places(tree.root, folder.resolve("none"), List.of());
        MachineProbe probe = MachineProbeTest.anyProbe(folder);
        try (MachineMeter meter = MachineMeter.start(probe, places, folder.resolve("idle.json"))) {
            assertThat(meter.sensors()).containsExactly("RAPL counters of 2 processors and the memory");
            EnergyMeter.Reading reading = meter.begin(ProcessHandle.current());
            EnergyUse use = Objects.requireNonNull(reading.now());
            assertThat(use.wh()).isGreaterThanOrEqualTo(0);
            assertThat(use.tier()).isEqualTo(Tier.D);
        }
    }
}
