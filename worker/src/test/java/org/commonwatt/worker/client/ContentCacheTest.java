package org.commonwatt.worker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

class ContentCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StubService service = new StubService();
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_test");
    private final Retries retries = new Retries(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(4)));

    private long allowance = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @AfterEach
    void tearDown() {
        client.close();
        service.close();
    }

    private ContentCache cache(long limit, Instant now) {
        return cache(limit, now, retries);
    }

    private ContentCache cache(long limit, Instant now, Retries retries) {
        return new ContentCache(
                folder.resolve("cache"),
                new ContentCache.Bounds(() -> limit, bytes -> bytes <= allowance),
                client,
                retries,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String stored(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String sha256 = StubService.sha256(bytes);
        service.store(sha256, bytes);
        return sha256;
    }

    @Test
    void an_artifact_is_fetched_once() throws Exception {
        String sha256 = stored("digits");
        ContentCache cache = cache(100, Instant.EPOCH);

        cache.provide(sha256, 6, folder.resolve("run1/digits"), PATIENCE);
        cache.provide(sha256, 6, folder.resolve("run2/digits"), PATIENCE);

        assertThat(folder.resolve("run1/digits")).hasContent("digits");
        assertThat(folder.resolve("run2/digits")).hasContent("digits");
        assertThat(service.to(sha256)).hasSize(1);
    }

    @Test
    void a_damaged_file_of_an_earlier_life_is_fetched_again() throws Exception {
        String sha256 = stored("digits");
        Files.createDirectories(folder.resolve("cache"));
        Files.writeString(folder.resolve("cache").resolve(sha256), "digitz");

        cache(100, Instant.EPOCH).provide(sha256, 6, folder.resolve("run/digits"), PATIENCE);

        assertThat(folder.resolve("run/digits")).hasContent("digits");
    }

    @Test
    void a_fetch_outlasts_a_service_that_is_away() throws Exception {
        String sha256 = stored("digits");
        service.failNext(sha256, new StubService.Failure(503, null, null));
        service.failNext(sha256, new StubService.Failure(502, null, null));
        service.failNext(sha256, new StubService.Failure(404, null, null));
        service.failNext(sha256, new StubService.Failure(200, null, null));

        cache(100, Instant.EPOCH).provide(sha256, 6, folder.resolve("run/digits"), PATIENCE);

        assertThat(folder.resolve("run/digits")).hasContent("digits");
    }

    @Test
    void bytes_with_another_hash_are_never_provided() {
        String sha256 = stored("digits");
        service.store(sha256, "poison".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> cache(100, Instant.EPOCH).provide(sha256, 6, folder.resolve("run/digits"), PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other bytes than artifact " + sha256);
        assertThat(folder.resolve("run/digits")).doesNotExist();
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void a_run_that_is_taken_up_again_gets_the_sound_bytes_in_the_place_of_damaged_ones() throws Exception {
        String sha256 = stored("digits");
        cache(100, Instant.EPOCH).provide(sha256, 6, folder.resolve("run/digits"), PATIENCE);
        Files.writeString(folder.resolve("cache").resolve(sha256), "digitz");

        cache(100, Instant.EPOCH).provide(sha256, 6, folder.resolve("run/digits"), PATIENCE);

        assertThat(folder.resolve("run/digits")).hasContent("digits");
        assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**draft");
    }

    /** As a worker leaves it that was killed while it copied, where the disk has no links. */
    @Test
    void a_copy_that_was_cut_off_is_made_anew() throws Exception {
        Path elsewhere = Path.of("/dev/shm");
        assumeThat(elsewhere).isDirectory();
        assumeThat(Files.getFileStore(elsewhere)).isNotEqualTo(Files.getFileStore(folder));
        Path torn = Files.createTempFile(elsewhere, "torn", "");
        try {
            Files.writeString(torn, "dig");

            cache(100, Instant.EPOCH).provide(stored("digits"), 6, torn, PATIENCE);

            assertThat(torn).hasContent("digits");
        } finally {
            Files.delete(torn);
        }
    }

    @Test
    void what_is_here_of_a_file_already_needs_no_room_any_more() throws Exception {
        onADiskOf("1m", () -> {
            String content = "digits".repeat(150_000);
            String sha256 = stored(content);
            Files.createDirectories(folder.resolve("cache"));
            Files.writeString(folder.resolve("cache").resolve(sha256 + ".part"), content.substring(0, 800_000));

            cache(1 << 20, Instant.EPOCH).provide(sha256, content.length(), folder.resolve("run/digits"), PATIENCE);

            assertThat(folder.resolve("run/digits")).hasContent(content);
        });
    }

    @Test
    void a_disk_that_runs_full_meanwhile_is_named() throws Exception {
        onADiskOf("1m", () -> {
            String content = "digits".repeat(100_000);
            String sha256 = stored(content);
            service.failNext(sha256, new StubService.Failure(503, null, null));
            Retries fillTheDiskMeanwhile = new Retries(
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(4)),
                    pause -> fill(folder.resolve("somebody's file")));

            assertThatThrownBy(() -> cache(1 << 20, Instant.EPOCH, fillTheDiskMeanwhile)
                            .provide(sha256, content.length(), folder.resolve("run/digits"), PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the disk has no room");
        });
    }

    private static void fill(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.write(file, new byte[800_000]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Trial {
        void run() throws Exception;
    }

    private void onADiskOf(String size, Trial trial) throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                .as("may mount")
                .isTrue();
        try {
            trial.run();
        } finally {
            run("umount", folder.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void the_least_recently_used_files_that_no_run_uses_make_room() throws Exception {
        String old = stored("oldest");
        String used = stored("in use");
        String fresh = stored("newest");
        cache(12, Instant.ofEpochSecond(1)).provide(old, 6, folder.resolve("run/old"), PATIENCE);
        cache(12, Instant.ofEpochSecond(2)).provide(used, 6, folder.resolve("run/used"), PATIENCE);
        Files.delete(folder.resolve("run/old"));

        cache(12, Instant.ofEpochSecond(4)).provide(fresh, 6, folder.resolve("run/fresh"), PATIENCE);

        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**" + old);
        assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**" + used);
        assertThat(folder.resolve("run/used")).hasContent("in use");
    }

    @Test
    void a_file_that_a_run_uses_is_kept_though_it_is_the_oldest() throws Exception {
        String old = stored("in use");
        String idle = stored("idling");
        cache(12, Instant.ofEpochSecond(1)).provide(old, 6, folder.resolve("run/old"), PATIENCE);
        cache(12, Instant.ofEpochSecond(2)).provide(idle, 6, folder.resolve("run/idle"), PATIENCE);
        Files.delete(folder.resolve("run/idle"));

        cache(12, Instant.ofEpochSecond(3)).provide(stored("newest"), 6, folder.resolve("run/fresh"), PATIENCE);

        assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**" + old);
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**" + idle);
    }

    @Test
    void what_goes_beyond_the_days_transfer_is_not_fetched() {
        allowance = 5;

        assertThatThrownBy(() ->
                        cache(100, Instant.EPOCH).provide(stored("digits"), 6, folder.resolve("run/digits"), PATIENCE))
                .isInstanceOf(TransferSpent.class);
        assertThat(service.all()).isEmpty();
    }

    @Test
    void an_empty_artifact_is_provided_too() throws Exception {
        String sha256 = stored("");

        cache(100, Instant.EPOCH).provide(sha256, 0, folder.resolve("run/nothing"), PATIENCE);

        assertThat(folder.resolve("run/nothing")).isEmptyFile();
    }
}
