package org.commonwatt.worker.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitsFileTest {

    @TempDir
    Path folder;

    private OwnerLimits read(String text) throws Exception {
        return new LimitsFile(Files.writeString(folder.resolve("worker.yaml"), text)).read();
    }

    @Test
    void without_a_file_the_defaults_hold() throws Exception {
        OwnerLimits limits = new LimitsFile(folder.resolve("none.yaml")).read();

        assertThat(limits.share())
                .isEqualTo(new OwnerLimits.Share(null, 1, 10, 0.5, 20L << 30, new OwnerLimits.Graphics(true, null)));
        assertThat(limits.times()).isEqualTo(new OwnerLimits.Times(null, false, Week.ALWAYS, null));
        assertThat(read("# nothing set\n")).isEqualTo(limits);
    }

    @Test
    void every_limit_can_be_set() throws Exception {
        OwnerLimits limits = read("""
                threads: 3
                cpuShare: 0.5
                nice: 19
                memoryShare: 0.25
                disk: 5GiB
                gpu: no
                gpuPowerCapWatts: 150
                onlyWhenIdle: 5m
                onBattery: yes
                hours: [Mon-Fri 22:00-07:00, "Sat,Sun"]
                timeZone: Europe/Berlin
                transferPerDay: 2GB
                zone: DEU
                cpuTdpWatts: 45.5
                embodiedKg: 250
                lifetimeYears: 6
                """);

        Week week = new Week(
                List.of(Week.Span.parse("Mon-Fri 22:00-07:00"), Week.Span.parse("Sat,Sun")),
                ZoneId.of("Europe/Berlin"));
        assertThat(limits)
                .isEqualTo(new OwnerLimits(
                        new OwnerLimits.Share(3, 0.5, 19, 0.25, 5L << 30, new OwnerLimits.Graphics(false, 150)),
                        new OwnerLimits.Times(Duration.ofMinutes(5), true, week, 2_000_000_000L),
                        "DEU",
                        45.5,
                        new Embodied(250, Duration.ofDays(6 * 365))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thread: 3 | has an unknown name thread; known are cpuShare, cpuTdpWatts, disk, embodiedKg, gpu",
                "threads: 0 | should give threads as a number from 1 to 4096, not 0",
                "threads: 1.5 | should give threads as a whole number",
                "threads: many | should give threads as a number from 1 to 4096, not many",
                "memoryShare: 2 | should give memoryShare as a number from 0.01 to 1, not 2",
                "disk: lots | should give disk as a size such as 512MiB, 2GiB or 1.5GB",
                "zone: Germany | should give zone as a country's three letters such as DEU, not Germany",
                "onlyWhenIdle: soon | should give onlyWhenIdle as a duration such as 90s, 30m or 1h30m, or no, not soon",
                "onBattery: never | should give onBattery as yes or no, not never",
                "hours: at night | should give hours such as \"Mon-Fri 22:00-07:00\" or \"Sat,Sun\", not at night",
                "hours: [22-25] | should give hours such as",
                "hours: [] | should give hours, or leave the line out for all of them",
                "timeZone: Berlin | should give timeZone as a zone such as Europe/Berlin, not Berlin",
                "- threads | should hold lines such as \"threads: 2\"",
                "threads: [1 | is not YAML",
            })
    void what_is_wrong_is_said(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(LimitsUnclear.class)
                .hasMessageContaining("worker.yaml")
                .hasMessageContaining(sentence);
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> read("threads: 1\nthreads: 2\n")).hasMessageContaining("is not YAML");
    }

    @Test
    void the_zone_of_the_file_comes_before_the_one_of_joining() throws Exception {
        assertThat(read("zone: FRA").inZone("DEU").zone()).isEqualTo("FRA");
        assertThat(read("").inZone("DEU").zone()).isEqualTo("DEU");
    }
}
