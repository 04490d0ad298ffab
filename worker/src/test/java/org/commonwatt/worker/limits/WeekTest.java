package org.commonwatt.worker.limits;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WeekTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Week week(ZoneId zone, String... spans) {
        return new Week(Arrays.stream(spans).map(Week.Span::parse).toList(), zone);
    }

    /** 2026-11-30 is a Monday. */
    private static Instant at(String localTime) {
        return LocalDateTime.parse(localTime).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 22:00-07:00, 2026-11-30T21:59, false",
        "Mon-Fri 22:00-07:00, 2026-11-30T22:00, true",
        "Mon-Fri 22:00-07:00, 2026-12-01T06:59, true",
        "Mon-Fri 22:00-07:00, 2026-12-01T07:00, false",
        // Friday's night ends on Saturday; Monday morning belongs to Sunday's night, which is none.
        "Mon-Fri 22:00-07:00, 2026-12-05T06:00, true",
        "Mon-Fri 22:00-07:00, 2026-11-30T06:00, false",
        "Fri-Mon 8-18, 2026-11-30T08:00, true",
        "Fri-Mon 8-18, 2026-12-01T08:00, false",
        "saturday, 2026-12-05T23:59, true",
        "saturday, 2026-12-06T00:00, false",
        "20:00-00:00, 2026-12-02T23:59, true",
        "20:00-24:00, 2026-12-03T00:00, false",
        "'Sun,Wed 9:30-10', 2026-12-02T09:30, true",
        "'Sun,Wed 9:30-10', 2026-12-02T09:29, false",
    })
    void hours_hold_by_the_clock_on_the_wall(String span, String moment, boolean open) {
        assertThat(week(BERLIN, span).isOpen(at(moment))).isEqualTo(open);
    }

    @Test
    void the_same_moment_may_be_within_the_hours_of_one_zone_and_not_of_another() {
        Instant evening = at("2026-11-30T22:30");

        assertThat(week(BERLIN, "22-6").isOpen(evening)).isTrue();
        assertThat(week(ZoneId.of("UTC"), "22-6").isOpen(evening)).isFalse();
    }

    @Test
    void the_next_opening_is_found_across_the_week() {
        Week nights = week(BERLIN, "Mon-Fri 22:00-07:00", "Sat 12:00-13:00");

        assertThat(nights.nextOpening(at("2026-12-05T08:00"))).isEqualTo(at("2026-12-05T12:00"));
        assertThat(nights.nextOpening(at("2026-12-05T13:00"))).isEqualTo(at("2026-12-07T22:00"));
        assertThat(nights.nextOpening(at("2026-11-30T23:00"))).isEqualTo(at("2026-11-30T23:00"));
    }

    @Test
    void hours_go_on_over_a_change_of_the_clocks() {
        // On 2026-03-29 the clock in Berlin goes from 02:00 to 03:00.
        Week early = week(BERLIN, "02:30-04:00");

        assertThat(early.isOpen(at("2026-03-29T01:59"))).isFalse();
        assertThat(early.isOpen(at("2026-03-29T03:30"))).isTrue();
        assertThat(early.nextOpening(at("2026-03-29T01:00"))).isEqualTo(at("2026-03-29T03:00"));
    }

    @Test
    void hours_within_the_hour_that_the_clocks_repeat_open_twice() {
        // On 2026-10-25 the clock in Berlin goes from 03:00 back to 02:00.
        Week early = week(BERLIN, "02:30-02:45");
        Instant first = at("2026-10-25T02:30");

        assertThat(early.nextOpening(at("2026-10-25T01:00"))).isEqualTo(first);
        assertThat(early.nextOpening(first.plusSeconds(20 * 60))).isEqualTo(first.plusSeconds(3600));
        assertThat(early.nextOpening(first.plusSeconds(80 * 60))).isEqualTo(at("2026-10-26T02:30"));
    }

    @Test
    void without_hours_it_is_always_time() {
        assertThat(Week.ALWAYS.isOpen(Instant.EPOCH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mon-", "Mo 8-9", "8-8", "24-6", "8:60-9", "8-25", "Mon-Wed-Fri 8-9", "Mon 8", "never"})
    void what_is_no_span_of_hours_is_refused(String text) {
        assertThatThrownBy(() -> Week.Span.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hours such as");
    }
}
