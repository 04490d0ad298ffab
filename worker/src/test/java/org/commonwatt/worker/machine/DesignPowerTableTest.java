package org.commonwatt.worker.machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DesignPowerTableTest {

    private final DesignPowerTable table = DesignPowerTable.load();

    @ParameterizedTest
    @CsvSource({
        "Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz, 85",
        "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz, 210",
        "Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz, 15",
        "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz, 28",
        "Intel(R) Core(TM) Ultra 7 155H, 28",
        "AMD Ryzen 7 5800X 8-Core Processor, 105",
        "AMD Ryzen 5 PRO 4650U with Radeon Graphics, 15",
        "AMD EPYC 7713 64-Core Processor, 225",
        "Apple M1, 10"
    })
    void names_as_processors_report_them_are_found(String name, double watts) {
        assertThat(table.find(name)).hasValue(watts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMD EPYC",
                "Intel(R) Xeon(R) Processor @ 2.20GHz",
                "Apple M1 Ultra",
                "AMD EPYC-Milan Processor",
                "Neoverse-N1",
                ""
            })
    void names_that_are_not_in_the_table_are_not_taken_for_similar_ones(String name) {
        assertThat(table.find(name)).isEmpty();
    }

    @Test
    void every_processor_of_a_machine_counts() {
        DesignPower power = table.lookUp("Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz", 2, 24, false, null);

        assertThat(power.watts()).isEqualTo(170);
        assertThat(power.source()).isEqualTo("the maker's figure for Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz");
    }

    @Test
    void an_unknown_processor_is_estimated_per_core_and_said_to_be() {
        DesignPower power = table.lookUp("Neoverse-N1", 1, 4, false, null);

        assertThat(power.watts()).isEqualTo(16);
        assertThat(power.source()).startsWith("an estimate of 4.0 W for each of 4 logical cores");
    }

    @Test
    void a_virtual_machine_is_not_charged_for_the_whole_processor_that_it_sees_a_part_of() {
        DesignPower power = table.lookUp("AMD EPYC 7713 64-Core Processor", 1, 2, true, null);

        assertThat(power.watts()).isEqualTo(8);
        assertThat(power.source()).contains("a virtual machine");
    }

    @Test
    void a_virtual_machine_is_never_charged_more_than_the_whole_processor() {
        assertThat(table.lookUp("Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz", 1, 8, true, null)
                        .watts())
                .isEqualTo(15);
    }

    @Test
    void what_the_owner_says_comes_first() {
        DesignPower power = table.lookUp("AMD Ryzen 7 5800X 8-Core Processor", 1, 16, false, 88.0);

        assertThat(power.watts()).isEqualTo(88);
        assertThat(power.source()).isEqualTo("the machine's owner");
    }
}
