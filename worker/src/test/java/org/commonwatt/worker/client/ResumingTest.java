package org.commonwatt.worker.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.artifact.UploadView;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.stub.StubService;
import org.commonwatt.worker.stub.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Large files over a line that is cut, damaged and silenced. */
class ResumingTest {

    private static final int MIB = 1 << 20;

    /** More than all requests' headers of a test. */
    private static final int HEADERS = 10_000;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Delivery END = new Delivery.Released(new Release(1, Release.Reason.SHUTDOWN, null));

    private final AtomicLong traffic = new AtomicLong();
    private final StubService service = new StubService();
    private final Wire wire = new Wire(service.address());
    private final ServiceClient client = new ServiceClient(wire.address(), "cw_n_test", traffic::addAndGet, SILENCE);
    private final Retries retries =
            new Retries(new Backoff(Duration.ofMillis(1), Duration.ofMillis(50), new Random(5)));
    private final byte[] bytes = random(5 * MIB, 1);
    private final String sha256 = StubService.sha256(bytes);

    @TempDir
    Path folder;

    @AfterEach
    void tearDown() throws IOException {
        client.close();
        wire.close();
        service.close();
    }

    @Test
    void an_upload_goes_on_where_it_was_cut() throws Exception {
        wire.fault(Wire.Kind.CUT, 2 * MIB).fault(Wire.Kind.CUT, MIB);

        upload();

        assertThat(service.stored(sha256)).isEqualTo(bytes);
        assertThat(offsets()).hasSize(3).isSorted().startsWith(0L);
        assertThat(wire.sent()).isBetween((long) bytes.length, (long) bytes.length + HEADERS);
        // A body that broke off counts as far as it went, with what the connection had taken of it.
        assertThat(traffic.get()).isBetween((long) bytes.length, 3L * bytes.length);
    }

    @Test
    void another_life_of_the_worker_goes_on_too() throws Exception {
        wire.fault(Wire.Kind.CUT, 3 * MIB);
        assertThatThrownBy(() -> {
                    // Away from the cut on, as if the worker had been killed then.
                    client.upload(sha256, file(), arrived -> service.away(arrived > 0));
                })
                .isInstanceOf(ServiceAway.class);
        // The service may still read what came before the cut.
        await().atMost(SOON).until(() -> service.arrived(sha256) > 3 * MIB - HEADERS);
        int arrived = service.arrived(sha256);
        service.away(false);

        try (ServiceClient next = new ServiceClient(wire.address(), "cw_n_test", traffic::addAndGet, SILENCE)) {
            next.upload(sha256, file(), ignored -> {});
        }

        assertThat(service.stored(sha256)).isEqualTo(bytes);
        assertThat(offsets()).last().isEqualTo((long) arrived);
    }

    @Test
    void bytes_that_were_damaged_on_the_way_are_sent_again() throws Exception {
        wire.fault(Wire.Kind.DAMAGE, 2 * MIB);

        upload();

        assertThat(service.stored(sha256)).isEqualTo(bytes);
        assertThat(offsets()).containsExactly(0L, 0L);
    }

    @Test
    void a_line_that_falls_silent_is_given_up_and_the_upload_goes_on_over_another() throws Exception {
        wire.fault(Wire.Kind.SILENCE, 2 * MIB);

        upload();

        assertThat(service.stored(sha256)).isEqualTo(bytes);
    }

    @Test
    void bytes_that_the_service_has_are_not_sent() throws Exception {
        service.store(sha256, bytes);

        upload();

        assertThat(wire.sent()).isLessThan(10_000);
    }

    @Test
    void a_service_without_room_is_asked_again_later() throws Exception {
        service.failNext("/upload", new StubService.Failure(507, "storage-full", null));

        upload();

        assertThat(service.stored(sha256)).isEqualTo(bytes);
    }

    @Test
    void a_refusal_ends_the_upload() {
        service.failNext("/upload", new StubService.Failure(403, "forbidden", null));

        assertThatThrownBy(this::upload).isInstanceOf(RequestRefused.class);
    }

    @Test
    void the_newest_checkpoint_goes_before_older_ones_that_wait() throws Exception {
        service.away(true);
        Outbox outbox = Outbox.open(folder.resolve("outbox"), Outbox.Bounds.NONE);
        try (Courier courier = courier(outbox)) {
            courier.start();
            checkpoint(outbox, 10);
            await().atMost(SOON).until(() -> wire.sent() > 0);
            checkpoint(outbox, 20);
            checkpoint(outbox, 30);
            outbox.add(END);
            // Whatever was under way with the older ones has met the service's absence.
            await().atMost(SOON)
                    .until(() -> Files.notExists(outbox.folder().resolve("checkpoint-10"))
                            && Files.notExists(outbox.folder().resolve("checkpoint-20")));
            service.away(false);
            assertThat(courier.end().get(30, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }

        assertThat(committed()).containsExactly(30L);
        assertThat(outbox.folder()).isEmptyDirectory();
    }

    @Test
    void a_checkpoint_of_which_some_has_arrived_is_finished_although_a_newer_one_waits() throws Exception {
        wire.fault(Wire.Kind.CUT, 2 * MIB).fault(Wire.Kind.SILENCE, 100);
        Outbox outbox = Outbox.open(folder.resolve("outbox"), Outbox.Bounds.NONE);
        try (Courier courier = courier(outbox)) {
            courier.start();
            String first = checkpoint(outbox, 10);
            await().atMost(SOON).until(() -> service.arrived(first) > MIB);
            checkpoint(outbox, 20);
            outbox.add(END);
            assertThat(courier.end().get(90, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }

        assertThat(committed()).containsExactly(10L, 20L);
        assertThat(outbox.folder()).isEmptyDirectory();
    }

    @Test
    void a_step_that_was_saved_twice_is_committed_as_it_was_saved_last() throws Exception {
        Outbox outbox = Outbox.open(folder.resolve("outbox"), Outbox.Bounds.NONE);
        checkpoint(outbox, 10);
        checkpoint(outbox, 10);
        outbox.add(END);
        try (Courier courier = courier(outbox)) {
            courier.start();
            assertThat(courier.end().get(30, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }

        assertThat(committed()).containsExactly(10L);
        assertThat(outbox.folder()).isEmptyDirectory();
    }

    private Courier courier(Outbox outbox) {
        return new Courier(UUID.randomUUID(), outbox, client, retries, directive -> {});
    }

    private String checkpoint(Outbox outbox, long step) throws IOException {
        byte[] state = random(4 * MIB, step);
        Files.write(outbox.folder().resolve("checkpoint-" + step), state);
        outbox.add(new Delivery.Checkpointed(1, step, "checkpoint-" + step));
        return StubService.sha256(state);
    }

    private List<Long> committed() {
        return service.to("/checkpoints").stream()
                .map(request -> request.as(CheckpointCommit.class).step())
                .toList();
    }

    private void upload() throws Exception {
        Path file = file();
        retries.call("upload", SOON, () -> {
            client.upload(sha256, file, arrived -> {});
            return file;
        });
    }

    private Path file() throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private List<Long> offsets() {
        return service.to("/upload").stream()
                .filter(request -> request.method().equals("PATCH"))
                .map(request -> Long.parseLong(request.header(UploadView.OFFSET_HEADER)))
                .toList();
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
