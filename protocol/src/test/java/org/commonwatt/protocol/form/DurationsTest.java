package org.commonwatt.protocol.form;

import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, 90000, 1m30s",
        "30m, 1800000, 30m",
        "2h, 7200000, 2h",
        "1h30m, 5400000, 1h30m",
        "1d2h3m4s, 93784000, 26h3m4s",
        "0s, 0, 0s",
        "PT1H30M, 5400000, 1h30m",
        "PT0.5S, 500, PT0.5S",
        "P1D, 86400000, 24h"
    })
    void readsBothFormsAndWritesOne(String text, long millis, String written) {
        Duration duration = Durations.parse(text);

        assertThat(duration).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.write(duration)).isEqualTo(written);
        assertThat(Durations.parse(written)).isEqualTo(duration);
        assertThat(Pattern.matches(Durations.PATTERN, text)).isTrue();
        assertThat(Pattern.matches(Durations.PATTERN, written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90",
                "s",
                "1m1h",
                "1.5h",
                "-5s",
                "90 s",
                "PT-5S",
                "-PT5S",
                "PT+5S",
                "pt5s",
                "PT0,5S",
                "P",
                "1w",
                "9999999999s",
                "soon"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("90s");
    }
}
