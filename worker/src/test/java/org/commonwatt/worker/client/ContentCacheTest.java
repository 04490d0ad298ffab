package org.commonwatt.worker.client;

import java.io.IOException;
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
