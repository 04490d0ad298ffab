package org.commonwatt.worker.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.worker.limits.Wish.Verb;

import static org.assertj.core.api.Assertions.assertThat;

/** What an owner's side leaves on the disk: the wish, the day's transfer, and the limits that change while a worker runs. */
class OwnersNotesTest {

    private static final Instant EVENING = Instant.parse("2026-11-30T22:30:00Z");

    @TempDir
    Path folder;

    @Test
    void a_wish_is_found_by_whoever_reads_the_folder_next_until_it_is_taken_back() throws Exception {
        Path file = folder.resolve("wish.json");
        assertThat(Wish.load(file)).isEqualTo(Wish.RESUME);

        Wish pause = new Wish(Verb.PAUSE, EVENING);
        pause.save(file);
        assertThat(Wish.load(file)).isEqualTo(pause);

        Wish.RESUME.save(file);
        assertThat(Wish.load(file)).isEqualTo(Wish.RESUME);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_wish_that_can_not_be_read_pauses() throws Exception {
        Path file = Files.writeString(folder.resolve("wish.json"), "pau");

        assertThat(Wish.load(file).verb()).isEqualTo(Verb.PAUSE);
    }

    private TransferMeter meter(Instant now) {
        return meter(now, () -> ZoneId.of("Europe/Berlin"));
    }

    private TransferMeter meter(Instant now, Supplier<ZoneId> zone) {
        return new TransferMeter(folder.resolve("transfer.json"), zone, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void a_day_ends_by_the_clock_that_the_owner_names_now() {
        AtomicReference<ZoneId> zone = new AtomicReference<>(ZoneId.of("Europe/Berlin"));
        TransferMeter meter = meter(EVENING, zone::get);
        meter.moved(600);
        assertThat(meter.today().dayEndsAt()).isEqualTo(EVENING.plusSeconds(1800));

        zone.set(ZoneOffset.UTC);

        assertThat(meter.today().dayEndsAt()).isEqualTo(EVENING.plusSeconds(1800 + 3600));
        assertThat(meter.today().bytes()).isEqualTo(600);
    }

    @Test
    void a_days_transfer_is_counted_across_restarts_and_anew_after_midnight_where_the_owner_lives() {
        TransferMeter meter = meter(EVENING);
        meter.moved(600);
        meter.save();
        meter = meter(EVENING.plusSeconds(60));
        meter.moved(300);
        assertThat(meter.today().bytes()).isEqualTo(900);
        meter.save();

        // 23:00 UTC is midnight in Berlin.
        assertThat(meter(EVENING.plusSeconds(1799)).today().bytes()).isEqualTo(900);
        assertThat(meter(EVENING.plusSeconds(1800)).today().bytes()).isZero();
        assertThat(meter(EVENING).today().dayEndsAt()).isEqualTo(EVENING.plusSeconds(1800));
    }

    @Test
    void a_megabyte_is_written_down_without_being_asked_to() {
        meter(EVENING).moved(2 << 20);

        assertThat(meter(EVENING).today().bytes()).isEqualTo(2 << 20);
    }

    @Test
    void a_file_too_large_for_what_is_left_of_the_day_makes_the_day_count_as_spent() {
        TransferMeter meter = meter(EVENING);
        meter.moved(500);

        assertThat(meter.allows(500, 1000L)).isTrue();
        assertThat(meter.today().tooLittle()).isNull();
        assertThat(meter.allows(501, 1000L)).isFalse();
        assertThat(meter.allows(Long.MAX_VALUE / 2, null)).isTrue();

        assertThat(meter(EVENING).today().tooLittle()).isEqualTo(1000);
        assertThat(meter(EVENING.plusSeconds(1800)).today().tooLittle()).isNull();
    }

    @Test
    void a_day_that_counted_as_spent_does_so_no_longer_once_the_owner_lends_more() {
        TransferMeter meter = meter(EVENING);
        meter.moved(500);
        assertThat(meter.allows(501, 1000L)).isFalse();

        assertThat(Consent.of(transferPerDay(1000), circumstances(meter))).isInstanceOf(Consent.Withheld.class);
        assertThat(Consent.of(transferPerDay(800), circumstances(meter))).isInstanceOf(Consent.Withheld.class);
        assertThat(Consent.of(transferPerDay(1001), circumstances(meter))).isEqualTo(new Consent.Given());
        assertThat(Consent.of(transferPerDay(1001), circumstances(meter(EVENING))))
                .isEqualTo(new Consent.Given());
    }

    private static OwnerLimits transferPerDay(long bytes) {
        OwnerLimits.Times times = new OwnerLimits.Times(null, false, Week.ALWAYS, bytes);
        return new OwnerLimits(OwnerLimits.DEFAULT.share(), times, null, null, null);
    }

    private static Circumstances circumstances(TransferMeter meter) {
        return new Circumstances(
                EVENING, Wish.RESUME, new Circumstances.Input(null, "not asked"), false, meter.today());
    }

    @Test
    void changed_limits_are_in_force_at_the_next_look_and_a_slip_leaves_the_old_ones() throws Exception {
        Path file = folder.resolve("worker.yaml");
        LiveLimits limits = new LiveLimits(file, "FRA");
        assertThat(limits.get().zone()).isEqualTo("FRA");
        assertThat(limits.get().share().threads()).isNull();

        write(file, "threads: 2\nzone: DEU\n", 1);
        limits.refresh();
        assertThat(limits.get().share().threads()).isEqualTo(2);
        assertThat(limits.get().zone()).isEqualTo("DEU");

        write(file, "threads: 2x\nzone: DEU\n", 2);
        limits.refresh();
        assertThat(limits.get().share().threads()).isEqualTo(2);
        assertThat(limits.trouble()).contains("threads");

        write(file, "threads: 1\n", 3);
        limits.refresh();
        assertThat(limits.get().share().threads()).isEqualTo(1);
        assertThat(limits.trouble()).isNull();
    }

    private static void write(Path file, String text, int second) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(EVENING.plusSeconds(second)));
    }
}
