package org.commonwatt.protocol.spec;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadlineTest {

    private static final Instant SUBMITTED = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void aMomentIsTheSameWheneverTheJobIsSubmitted() {
        Deadline deadline = Deadline.parse("2026-12-24T18:00:00+01:00");

        assertThat(deadline.from(SUBMITTED)).isEqualTo("2026-12-24T17:00:00Z");
        assertThat(deadline).hasToString("2026-12-24T17:00:00Z");
    }

    @Test
    void theLastMomentIsReadBackAsItIsWritten() {
        Deadline last = Deadline.parse("9999-12-31T23:59:59.999999999Z");

        assertThat(Deadline.parse(last.toString())).isEqualTo(last);
    }

    @Test
    void aTimeCountsFromTheSubmission() {
        Deadline deadline = Deadline.parse("1d12h");

        assertThat(deadline.from(SUBMITTED)).isEqualTo(SUBMITTED.plus(Duration.ofHours(36)));
        assertThat(deadline).hasToString("36h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-12-24",
                "2026-12-24T18:00:00",
                "0s",
                "-2h",
                "400d",
                "1969-01-01T00:00:00Z",
                "9999-12-31T23:59:59-18:00",
                "1234-"
            })
    void whatIsNeitherIsRefusedWithBothForms(String text) {
        assertThatThrownBy(() -> Deadline.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-12-24T18:00:00Z")
                .hasMessageContaining("36h");
    }
}
