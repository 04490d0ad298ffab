package org.commonwatt.worker.machine;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.lease.EnergyUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class DesignPowerMeterTest {

    private final DesignPowerMeter meter = new DesignPowerMeter(new DesignPower(80, 8, "a test"));

    @Test
    void energy_is_processor_time_times_the_power_of_one_core() {
        EnergyUse use = Objects.requireNonNull(meter.use(Duration.ofSeconds(360), Duration.ofSeconds(200)));

        // 360 s × 80 W / 8 = 3600 Ws = 1 Wh
        assertThat(use.wh()).isCloseTo(1, within(1e-9));
        assertThat(use.tier()).isEqualTo(EnergyUse.Tier.D);
        assertThat(use.relativeError()).isEqualTo(0.5);
        assertThat(use.seconds()).isEqualTo(200);
        assertThat(use.method())
                .isEqualTo("Processor time (360.0 s) × design power of one core (10.00 W): "
                        + "80.0 W over 8 logical cores, from a test.");
    }

    @Test
    void nothing_measured_is_null_and_not_zero() {
        assertThat(meter.use(Duration.ZERO, Duration.ofSeconds(5))).isNull();
    }

    @Test
    void a_process_that_ended_keeps_its_account() throws Exception {
        Process busy = new ProcessBuilder(
                        java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        EnergyMeter.Reading reading = meter.begin(busy.toHandle());
        await().atMost(Duration.ofSeconds(20)).until(() -> reading.soFar() != null || !busy.isAlive());
        EnergyUse alive = reading.soFar();
        busy.waitFor();

        EnergyUse ended = reading.soFar();
        if (alive != null) {
            assertThat(Objects.requireNonNull(ended).wh()).isGreaterThanOrEqualTo(alive.wh());
        }
    }
}
