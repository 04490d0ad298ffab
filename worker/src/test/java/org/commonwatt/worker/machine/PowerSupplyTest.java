package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PowerSupplyTest {

    @TempDir
    Path supplies;

    private void supply(String name, String... facts) throws IOException {
        Path supply = Files.createDirectories(supplies.resolve(name));
        for (String fact : facts) {
            String[] pair = fact.split("=");
            Files.writeString(supply.resolve(pair[0]), pair[1] + "\n");
        }
    }

    private boolean onBattery() {
        return new PowerSupply(supplies).isOnBattery();
    }

    @Test
    void a_laptop_that_is_unplugged_runs_on_its_battery() throws IOException {
        supply("AC", "type=Mains", "online=1");
        supply("BAT0", "type=Battery", "status=Charging", "present=1");
        assertThat(onBattery()).isFalse();

        supply("AC", "online=0");
        supply("BAT0", "status=Discharging");
        assertThat(onBattery()).isTrue();
    }

    @Test
    void one_plug_of_several_is_enough() throws IOException {
        supply("AC", "type=Mains", "online=0");
        supply("ucsi-source-psy-1", "type=USB", "online=1");
        supply("BAT0", "type=Battery", "status=Discharging");

        assertThat(onBattery()).isFalse();
    }

    @Test
    void the_battery_of_a_mouse_is_not_the_machines() throws IOException {
        supply("hidpp_battery_0", "type=Battery", "status=Discharging", "scope=Device");

        assertThat(onBattery()).isFalse();
    }

    @Test
    void what_feeds_a_tablet_does_not_feed_the_machine() throws IOException {
        supply("AC", "type=Mains", "online=0");
        supply("wacom_ac_0", "type=Mains", "online=1", "scope=Device");
        supply("BAT0", "type=Battery", "status=Discharging");

        assertThat(onBattery()).isTrue();
    }

    @Test
    void a_machine_without_any_word_on_power_runs_on_mains() {
        assertThat(onBattery()).isFalse();
        assertThat(new PowerSupply(supplies.resolve("none")).isOnBattery()).isFalse();
    }
}
