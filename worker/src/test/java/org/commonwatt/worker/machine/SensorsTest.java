package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class SensorsTest {

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private RaplSensor rapl(PowercapTree tree) {
        return ((RaplSensor.Search.Found) RaplSensor.find(tree.root, nanos::get)).sensor();
    }

    @Test
    void packages_and_memory_count_once_and_their_parts_and_doubles_do_not() throws IOException {
        PowercapTree tree = new PowercapTree(folder);
        RaplSensor sensor = rapl(tree);

        tree.set("intel-rapl:0", 6_000_000);
        tree.set("intel-rapl:0:0", 900_000_000);
        tree.set("intel-rapl:0:1", 3_000_000);
        tree.set("intel-rapl:1", 4_000_000);
        tree.set("intel-rapl:2", 900_000_000);
        tree.set("intel-rapl-mmio:0", 900_000_000);
        sensor.look();

        assertThat(sensor.joules().orElseThrow()).isCloseTo(5 + 2 + 3, within(1e-9));
        assertThat(sensor.words()).isEqualTo("RAPL counters of 2 processors and the memory");
        assertThat(sensor.counts()).isTrue();
    }

    @Test
    void a_counter_that_begins_anew_loses_nothing() throws IOException {
        PowercapTree tree = new PowercapTree(folder);
        tree.set("intel-rapl:0", PowercapTree.RANGE - 3_000_000);
        RaplSensor sensor = rapl(tree);

        passes(EnergyWatch.EVERY);
        tree.set("intel-rapl:0", 4_000_000);
        sensor.look();

        assertThat(sensor.joules().orElseThrow()).isCloseTo(7, within(1e-9));
        assertThat(sensor.unbrokenSince()).isZero();
    }

    @Test
    void after_a_sleep_in_which_counters_may_have_turned_unseen_the_account_begins_anew() throws IOException {
        PowercapTree tree = new PowercapTree(folder);
        RaplSensor sensor = rapl(tree);

        passes(Duration.ofHours(8));
        tree.set("intel-rapl:0", 900_000_000);
        sensor.look();
        tree.set("intel-rapl:0", 901_000_000);
        sensor.look();

        assertThat(sensor.unbrokenSince()).isEqualTo(Duration.ofHours(8).toNanos());
        assertThat(sensor.joules().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    /** A clock that does not jump stands still meanwhile. */
    @Test
    void counters_that_a_sleep_set_back_to_nought_did_not_turn() throws IOException {
        PowercapTree tree = new PowercapTree(folder);
        tree.set("intel-rapl:0", PowercapTree.RANGE / 2);
        RaplSensor sensor = rapl(tree);

        passes(EnergyWatch.EVERY);
        tree.set("intel-rapl:0", 2_000_000);
        sensor.look();
        passes(EnergyWatch.EVERY);
        tree.set("intel-rapl:0", 5_000_000);
        sensor.look();

        assertThat(sensor.joules().orElseThrow()).isCloseTo(3, within(1e-9));
        assertThat(sensor.unbrokenSince()).isEqualTo(EnergyWatch.EVERY.toNanos());
    }

    @Test
    void counters_that_vanish_are_no_zero() throws IOException {
        PowercapTree tree = new PowercapTree(folder);
        RaplSensor sensor = rapl(tree);
        Files.delete(folder.resolve("intel-rapl:1").resolve("energy_uj"));

        sensor.look();

        assertThat(sensor.joules()).isEmpty();
    }

    @Test
    void counters_that_only_root_may_read_are_said_to_be() throws IOException {
        PowercapTree tree = new PowercapTree(folder);

        // As for anybody but root since Linux 5.10; these tests may be run by root, who may read everything.
        RaplSensor.Search search = RaplSensor.find(tree.root, nanos::get, file -> {
            if (file.endsWith("energy_uj")) {
                throw new AccessDeniedException(file.toString());
            }
            return Files.readString(file);
        });

        assertThat(search).isInstanceOf(RaplSensor.Search.Refused.class);
        assertThat(((RaplSensor.Search.Refused) search).why()).contains("may only be read by root");
    }

    @Test
    void a_machine_without_counters_has_none() {
        assertThat(RaplSensor.find(folder.resolve("none"), nanos::get)).isEqualTo(new RaplSensor.Search.Absent());
        assertThat(RaplSensor.find(folder, nanos::get)).isEqualTo(new RaplSensor.Search.Absent());
    }

    private Path battery(String name, String... lines) throws IOException {
        Path supply = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < lines.length; i += 2) {
            Files.writeString(supply.resolve(lines[i]), lines[i + 1] + "\n");
        }
        return supply;
    }

    @Test
    void a_discharging_battery_tells_what_the_whole_machine_draws() throws IOException {
        Path supply = battery("BAT0", "type", "Battery", "status", "Discharging", "power_now", "12000000");
        battery("AC", "type", "Mains", "online", "0");
        battery("hid-mouse", "type", "Battery", "scope", "Device", "status", "Discharging", "power_now", "5");
        BatteryGauge gauge = BatteryGauge.find(folder, nanos::get).orElseThrow();

        gauge.look();
        passes(Duration.ofSeconds(10));
        Files.writeString(supply.resolve("power_now"), "14000000");
        gauge.look();

        assertThat(gauge.joules().orElseThrow()).isCloseTo(130, within(1e-9));
        assertThat(gauge.counts()).isFalse();
    }

    @Test
    void a_battery_without_power_is_read_by_current_and_voltage_and_says_nothing_on_mains() throws IOException {
        Path supply = battery(
                "BAT1",
                "type",
                "Battery",
                "status",
                "Discharging",
                "current_now",
                "-1500000",
                "voltage_now",
                "12000000");
        BatteryGauge gauge = BatteryGauge.find(folder, nanos::get).orElseThrow();
        gauge.look();
        passes(Duration.ofSeconds(10));
        gauge.look();
        assertThat(gauge.joules().orElseThrow()).isCloseTo(180, within(1e-9));

        Files.writeString(supply.resolve("status"), "Charging");
        passes(Duration.ofSeconds(10));
        gauge.look();
        assertThat(gauge.joules()).isEmpty();

        Files.writeString(supply.resolve("status"), "Discharging");
        passes(Duration.ofSeconds(10));
        gauge.look();
        assertThat(gauge.unbrokenSince()).as("the time on mains is not bridged").isEqualTo(30_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "0, 71.24 W | 71.24 | none",
                "1, 317.06 W, 123456789 mJ | 317.06 | 123456.789",
                "0, 24.5 W, 12 kJ | 24.5 | 12000",
                "0, [N/A] | none | none",
                "0, [Not Supported], [N/A] | none | none",
                "0, [Unknown Error], 5000 J | none | 5000"
            })
    void lines_of_nvidia_smi_are_read_as_they_are(String line, Double watts, Double joules) {
        NvidiaSmi.Line read = Objects.requireNonNull(NvidiaSmi.parse(line.strip(), 0));
        assertThat(read.watts()).isEqualTo(watts == null ? OptionalDouble.empty() : OptionalDouble.of(watts));
        assertThat(read.joules()).isEqualTo(joules == null ? OptionalDouble.empty() : OptionalDouble.of(joules));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
                "No devices were found",
                "Field \"energy\" is not a valid field to query.",
                "Unable to determine the device handle for GPU0000:01:00.0: Unknown Error"
            })
    void complaints_of_nvidia_smi_are_no_figures(String line) {
        assertThat(NvidiaSmi.parse(line, 0)).isNull();
    }

    /** A tool that answers as nvidia-smi does: fields on request, then a line for each board now and then. */
    private List<String> tool(String fields, String... rounds) throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, """
                #!/bin/sh
                case "$1" in
                --help-query-gpu) echo '%s' ;;
                --query-compute-apps=pid) echo "$PPID" ;;
                --query-gpu=power.limit) printf '700.00 W\\n700.00 W\\n' ;;
                *) echo "$1" >&2; printf '%s\\n'; exec sleep 60 ;;
                esac
                """.formatted(fields, String.join("\\n", rounds)));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return List.of(tool.toString());
    }

    @Test
    void one_process_tells_the_power_of_all_boards() throws IOException {
        try (NvidiaSmi smi = new NvidiaSmi(tool("\"power.draw\"", "0, 100.00 W", "1, 150.00 W"), nanos::get)) {
            NvidiaSensor sensor = new NvidiaSensor(smi, nanos::get);
            await().until(() -> smi.newest().joules().size() == 2);
            sensor.look();
            passes(Duration.ofSeconds(10));
            sensor.look();

            assertThat(sensor.joules().orElseThrow()).isCloseTo(2500, within(1e-9));
            assertThat(sensor.counts()).isFalse();
            assertThat(sensor.words()).isEqualTo("polled power of 2 graphics processors (NVML)");
            assertThat(smi.powerLimit().orElseThrow()).isEqualTo(1400);
            assertThat(smi.computing()).contains(ProcessHandle.current().pid());

            passes(Duration.ofMinutes(2));
            assertThat(smi.newest()).as("a tool that fell silent").isEqualTo(NvidiaSmi.Round.NOTHING);
        }
    }

    @Test
    void a_driver_that_counts_energy_is_asked_for_its_counter() throws IOException {
        try (NvidiaSmi smi = new NvidiaSmi(
                tool("\"total_energy_consumption\" Total energy in mJ", "0, 100.00 W, 5000000 mJ"), nanos::get)) {
            NvidiaSensor sensor = new NvidiaSensor(smi, nanos::get);
            await().until(() -> smi.newest().joules().size() == 1);
            sensor.look();
            assertThat(sensor.counts()).isTrue();
            assertThat(sensor.words()).isEqualTo("energy counters of the graphics processor (NVML)");
        }
    }

    @Test
    void without_the_tool_nothing_is_known() {
        try (NvidiaSmi smi = new NvidiaSmi(List.of(folder.resolve("missing").toString()), nanos::get)) {
            assertThat(smi.newest()).isEqualTo(NvidiaSmi.Round.NOTHING);
            assertThat(smi.powerLimit()).isEmpty();
            assertThat(smi.computing()).isEmpty();
        }
    }
}
