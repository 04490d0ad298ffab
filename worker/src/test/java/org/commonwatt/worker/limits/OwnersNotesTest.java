package org.commonwatt.worker.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

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
        return new TransferMeter(
                folder.resolve("transfer.json"), ZoneId.of("Europe/Berlin"), Clock.fixed(now, ZoneOffset.UTC));
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
        assertThat(meter.today().refused()).isFalse();
        assertThat(meter.allows(501, 1000L)).isFalse();
        assertThat(meter.allows(Long.MAX_VALUE / 2, null)).isTrue();

        assertThat(meter(EVENING).today().refused()).isTrue();
        assertThat(meter(EVENING.plusSeconds(1800)).today().refused()).isFalse();
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
