package org.commonwatt.cli.terminal;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1.00 KiB", "4821011,4.60 MiB", "1099511627776,1.00 TiB"})
    void bytesComeInBinaryUnits(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.04S,0.0 s",
        "PT9.94S,9.9 s",
        "PT59.4S,59 s",
        "PT185S,3 min 5 s",
        "PT2H10M,2 h 10 min",
        "PT76H,3 d 4 h"
    })
    void durationsHaveTwoUnitsAtMost(Duration duration, String text) {
        assertThat(Quantity.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1200,1.20 k", "1199882,1.20 M", "3140000000000,3.14 T"})
    void largeNumbersHaveAPrefix(double value, String text) {
        assertThat(Quantity.large(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "475,475", "0.4217,0.422", "12.345,12.3", "0.0000123,0.000012", "123456,123456"})
    void threeDigitsAreSignificant(double value, String text) {
        assertThat(Quantity.significant(value)).isEqualTo(text);
    }

    @Test
    void theUnknownIsNeverZero() {
        assertThat(Quantity.significant(null)).isEqualTo("–");
        assertThat(Quantity.share(null)).isEqualTo("–");
    }

    @Test
    void bandsAreInPercent() {
        assertThat(Quantity.band(0.5)).isEqualTo("± 50 %");
    }
}
