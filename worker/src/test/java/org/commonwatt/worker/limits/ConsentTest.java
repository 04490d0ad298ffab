package org.commonwatt.worker.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.worker.limits.Circumstances.Input;
import org.commonwatt.worker.limits.Circumstances.Transferred;
import org.commonwatt.worker.limits.Consent.Cause;
import org.commonwatt.worker.limits.Consent.Withheld;
import org.commonwatt.worker.limits.Wish.Verb;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentTest {

    /** A Monday. */
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static final Instant MIDNIGHT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Input LONG_AGO = new Input(Duration.ofHours(3), "a test");

    private static OwnerLimits limits(@Nullable Duration idle, boolean battery, Week week, @Nullable Long transfer) {
        return new OwnerLimits(
                OwnerLimits.DEFAULT.share(), new OwnerLimits.Times(idle, battery, week, transfer), null, null, null);
    }

    private static Circumstances now(Wish wish, Input input, boolean onBattery, long bytes) {
        return new Circumstances(NOON, wish, input, onBattery, new Transferred(bytes, null, MIDNIGHT));
    }

    private static Circumstances now() {
        return now(Wish.RESUME, LONG_AGO, false, 0);
    }

    private static @Nullable Cause cause(OwnerLimits limits, Circumstances now) {
        return switch (Consent.of(limits, now)) {
            case Consent.Given given -> null;
            case Withheld withheld -> withheld.cause();
        };
    }

    @Test
    void without_anything_against_it_the_machine_works() {
        assertThat(Consent.of(OwnerLimits.DEFAULT, now())).isEqualTo(new Consent.Given());
    }

    @Test
    void input_within_the_time_keeps_it_from_working_and_older_input_does_not() {
        OwnerLimits whenIdle = limits(Duration.ofMinutes(5), false, Week.ALWAYS, null);

        assertThat(cause(whenIdle, now(Wish.RESUME, new Input(Duration.ofSeconds(299), "x"), false, 0)))
                .isEqualTo(Cause.IN_USE);
        assertThat(cause(whenIdle, now(Wish.RESUME, new Input(Duration.ofSeconds(300), "x"), false, 0)))
                .isNull();
        assertThat(cause(OwnerLimits.DEFAULT, now(Wish.RESUME, new Input(Duration.ZERO, "x"), false, 0)))
                .isNull();
    }

    @Test
    void a_machine_of_which_nothing_tells_whether_it_is_in_use_counts_as_in_use() {
        Input unknown = new Input(null, "a desktop that says nothing");

        Consent consent = Consent.of(
                limits(Duration.ofMinutes(5), false, Week.ALWAYS, null), now(Wish.RESUME, unknown, false, 0));

        assertThat(((Withheld) consent).sentence()).contains("a desktop that says nothing");
    }

    @Test
    void a_battery_is_spared_unless_its_owner_says_otherwise() {
        Circumstances unplugged = now(Wish.RESUME, LONG_AGO, true, 0);

        assertThat(cause(OwnerLimits.DEFAULT, unplugged)).isEqualTo(Cause.BATTERY);
        assertThat(cause(limits(null, true, Week.ALWAYS, null), unplugged)).isNull();
    }

    @Test
    void outside_its_hours_it_says_when_they_begin() {
        Week nights = new Week(List.of(Week.Span.parse("22-6")), ZoneOffset.UTC);

        Withheld withheld = (Withheld) Consent.of(limits(null, false, nights, null), now());

        assertThat(withheld.cause()).isEqualTo(Cause.HOURS);
        assertThat(withheld.again()).isEqualTo(Instant.parse("2026-11-30T22:00:00Z"));
    }

    @Test
    void a_spent_transfer_takes_no_task_until_midnight_and_ends_none() {
        OwnerLimits little = limits(null, false, Week.ALWAYS, 1000L);

        Withheld withheld = (Withheld) Consent.of(little, now(Wish.RESUME, LONG_AGO, false, 1000));

        assertThat(withheld.cause()).isEqualTo(Cause.TRANSFER);
        assertThat(withheld.cause().endsRun()).isFalse();
        assertThat(withheld.again()).isEqualTo(MIDNIGHT);
        assertThat(cause(little, now(Wish.RESUME, LONG_AGO, false, 999))).isNull();
    }

    @Test
    void pause_comes_before_everything_and_finish_lets_a_run_end() {
        Circumstances paused = now(new Wish(Verb.PAUSE, null), LONG_AGO, true, 0);
        Circumstances finishing = now(new Wish(Verb.FINISH, null), LONG_AGO, false, 0);

        assertThat(cause(OwnerLimits.DEFAULT, paused)).isEqualTo(Cause.PAUSED);
        assertThat(cause(OwnerLimits.DEFAULT, finishing)).isEqualTo(Cause.FINISHING);
        assertThat(Cause.PAUSED.endsRun()).isTrue();
        assertThat(Cause.FINISHING.endsRun()).isFalse();
    }

    @Test
    void an_owner_who_comes_back_ends_a_run_that_was_only_to_finish() {
        OwnerLimits whenIdle = limits(Duration.ofMinutes(5), false, Week.ALWAYS, null);

        assertThat(cause(whenIdle, now(new Wish(Verb.FINISH, null), new Input(Duration.ZERO, "x"), false, 0)))
                .isEqualTo(Cause.IN_USE);
    }

    @Test
    void a_pause_for_a_time_ends_by_itself() {
        assertThat(cause(OwnerLimits.DEFAULT, now(new Wish(Verb.PAUSE, NOON.plusSeconds(1)), LONG_AGO, false, 0)))
                .isEqualTo(Cause.PAUSED);
        assertThat(cause(OwnerLimits.DEFAULT, now(new Wish(Verb.PAUSE, NOON), LONG_AGO, false, 0)))
                .isNull();
    }

    @Test
    void a_share_of_the_processors_is_rounded_down_to_threads_but_never_to_none() {
        assertThat(share(null, 0.5).threadsOf(8)).isEqualTo(4);
        assertThat(share(null, 0.3).threadsOf(10)).isEqualTo(3);
        assertThat(share(null, 0.1).threadsOf(2)).isEqualTo(1);
        assertThat(share(3, 0.5).threadsOf(8)).isEqualTo(3);
        assertThat(share(6, 0.5).threadsOf(8)).isEqualTo(4);
        assertThat(share(6, 1).threadsOf(4)).isEqualTo(4);
    }

    private static OwnerLimits.Share share(@Nullable Integer threads, double cpuShare) {
        return new OwnerLimits.Share(threads, cpuShare, 0, 1, 1, new OwnerLimits.Graphics(true, null));
    }
}
