package org.commonwatt.worker.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class OutboxTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String MODEL = StubService.sha256("weights".getBytes(StandardCharsets.UTF_8));

    private final StubService service = new StubService();
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_test");
    private final Retries retries = new Retries(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new Random(5)));
    private final List<Directive> directives = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void tearDown() {
        client.close();
        service.close();
    }

    private Courier courier(Outbox outbox) {
        return new Courier(UUID.randomUUID(), outbox, client, retries, directives::add);
    }

    private static Delivery report(long sequence) {
        return new Delivery.Reported(new Report(1, sequence, null, List.of(), List.of(), null));
    }

    private static final Delivery END = new Delivery.Released(new Release(1, Release.Reason.SHUTDOWN, null));

    private void checkpoint(Outbox outbox, long step) throws IOException {
        Files.writeString(outbox.folder().resolve("checkpoint-" + step), "state " + step);
        outbox.add(new Delivery.Checkpointed(1, step, "checkpoint-" + step));
    }

    private List<Long> sequences() {
        return service.to("/metrics").stream()
                .map(request -> request.as(Report.class).sequence())
                .toList();
    }

    @Test
    void what_waited_while_the_service_was_away_arrives_in_order_and_the_end_last() throws Exception {
        service.away(true);
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        try (Courier courier = courier(outbox)) {
            courier.start();
            for (long sequence = 1; sequence <= 50; sequence++) {
                outbox.add(report(sequence));
            }
            checkpoint(outbox, 10);
            outbox.add(END);

            service.away(false);

            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }
        assertThat(sequences())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(service.all().getLast().path()).endsWith("/release");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_spool_survives_the_worker() throws Exception {
        Outbox before = Outbox.open(folder, Outbox.Bounds.NONE);
        before.add(report(1));
        before.add(report(2));
        before.add(END);

        Outbox after = Outbox.open(folder, Outbox.Bounds.NONE);
        assertThat(after.hasEnd()).isTrue();
        try (Courier courier = courier(after)) {
            courier.start();
            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"type\": \"repo"})
    void a_report_that_a_power_cut_tore_is_counted_as_dropped_and_does_not_hold_up_the_others(String torn)
            throws Exception {
        Outbox before = Outbox.open(folder, Outbox.Bounds.NONE);
        before.add(report(1));
        before.add(report(2));
        before.add(report(3));
        Files.writeString(folder.resolve("000000000002.json"), torn);

        Outbox after = Outbox.open(folder, Outbox.Bounds.NONE);
        assertThat(after.droppedSinceLastCall()).isEqualTo(1);
        after.add(report(4));
        after.add(END);
        try (Courier courier = courier(after)) {
            courier.start();
            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }
        assertThat(sequences()).containsExactly(1L, 3L, 4L);
    }

    @Test
    void an_upload_that_does_not_get_through_does_not_hold_up_reports() throws Exception {
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        for (int i = 0; i < 10_000; i++) {
            service.failNext("/checkpoints", new StubService.Failure(503, null, null));
        }
        try (Courier courier = courier(outbox)) {
            courier.start();
            checkpoint(outbox, 10);
            outbox.add(report(1));
            outbox.add(report(2));

            await().atMost(SOON).until(() -> sequences().size() == 2);
            assertThat(service.to("/checkpoints")).isEmpty();
        }
    }

    @Test
    void of_waiting_checkpoints_only_the_newest_is_kept() throws Exception {
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        checkpoint(outbox, 10);
        checkpoint(outbox, 20);
        checkpoint(outbox, 30);

        assertThat(outbox.waiting()).isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining("glob:**checkpoint-10");
        assertThat(folder).isDirectoryContaining("glob:**checkpoint-30");
    }

    @Test
    void the_oldest_reports_are_dropped_when_too_many_wait() throws Exception {
        Outbox outbox = Outbox.open(folder, new Outbox.Bounds(3, Long.MAX_VALUE));
        for (long sequence = 1; sequence <= 5; sequence++) {
            outbox.add(report(sequence));
        }
        outbox.add(END);
        try (Courier courier = courier(outbox)) {
            courier.start();
            courier.end().get(20, TimeUnit.SECONDS);
        }

        assertThat(sequences()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void reports_that_wait_are_bounded_in_bytes_too_and_what_was_dropped_is_counted() throws Exception {
        Outbox probe = Outbox.open(folder.resolve("probe"), Outbox.Bounds.NONE);
        probe.add(report(1));
        long one = Files.size(folder.resolve("probe").resolve("000000000001.json"));
        Outbox outbox = Outbox.open(folder, new Outbox.Bounds(1000, 2 * one));
        for (long sequence = 1; sequence <= 5; sequence++) {
            outbox.add(report(sequence));
        }

        assertThat(outbox.waiting()).isEqualTo(2);
        assertThat(outbox.droppedSinceLastCall()).isEqualTo(3);
        assertThat(outbox.droppedSinceLastCall()).isZero();
        assertThat(Outbox.open(folder, new Outbox.Bounds(1000, 2 * one)).waiting())
                .isEqualTo(2);
    }

    @Test
    void a_refused_delivery_does_not_hold_up_those_behind_it() throws Exception {
        service.failNext("/metrics", new StubService.Failure(400, "malformed-body", null));
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(report(1));
        outbox.add(report(2));
        outbox.add(END);
        try (Courier courier = courier(outbox)) {
            courier.start();
            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }

        assertThat(sequences()).containsExactly(2L);
    }

    @Test
    void a_completion_whose_answer_was_lost_is_repeated_although_its_model_is_taken_no_more() throws Exception {
        service.failNext("/artifacts/" + MODEL, new StubService.Failure(403, "forbidden", null));

        assertThat(deliver(trained())).isEqualTo(Courier.End.DELIVERED);

        assertThat(service.to("/completion").getFirst().as(Completion.class).outcome())
                .isInstanceOf(Outcome.Trained.class);
    }

    @Test
    void a_model_that_the_service_has_lost_meanwhile_is_uploaded_once_more() throws Exception {
        service.failNext("/completion", new StubService.Failure(404, "not-found", null));

        assertThat(deliver(trained())).isEqualTo(Courier.End.DELIVERED);

        assertThat(service.to("/completion").getFirst().as(Completion.class).outcome())
                .isInstanceOf(Outcome.Trained.class);
    }

    @Test
    void a_result_that_the_service_refuses_becomes_a_failure_that_says_why() throws Exception {
        service.failNext("/completion", new StubService.Failure(404, "not-found", null));
        service.failNext("/completion", new StubService.Failure(404, "not-found", null));

        assertThat(deliver(trained())).isEqualTo(Courier.End.DELIVERED);

        assertThat(service.to("/completion").getFirst().as(Completion.class).outcome())
                .isEqualTo(new Outcome.Failed(
                        FailureKind.NODE_FAULT, "The service refused the node's result: planned: not-found"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 302, 200})
    void what_a_proxy_says_while_the_service_is_away_loses_nothing(int status) throws Exception {
        for (String path : List.of("/metrics", "/artifacts/" + MODEL, "/checkpoints", "/completion")) {
            service.failNext(path, new StubService.Failure(status, null, null));
        }
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(report(1));
        checkpoint(outbox, 10);
        outbox.add(trained());
        try (Courier courier = courier(outbox)) {
            courier.start();
            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.DELIVERED);
        }

        assertThat(sequences()).containsExactly(1L);
        assertThat(service.to("/checkpoints")).hasSize(1);
        assertThat(service.stored(MODEL)).asString().isEqualTo("weights");
        assertThat(service.to("/completion").getFirst().as(Completion.class).outcome())
                .isInstanceOf(Outcome.Trained.class);
    }

    @Test
    void a_model_that_the_service_does_not_take_fails_with_the_reason() throws Exception {
        for (int i = 0; i < 2; i++) {
            service.failNext("/artifacts/" + MODEL, new StubService.Failure(413, "body-too-large", null));
            service.failNext("/completion", new StubService.Failure(404, "not-found", null));
        }

        assertThat(deliver(trained())).isEqualTo(Courier.End.DELIVERED);

        Outcome.Failed failed = (Outcome.Failed)
                service.to("/completion").getFirst().as(Completion.class).outcome();
        assertThat(failed.message()).isEqualTo("The service refused the node's result: planned: body-too-large");
    }

    @Test
    void a_model_whose_energy_the_service_refuses_is_delivered_without_it() throws Exception {
        service.failNext("/completion", new StubService.Failure(400, "malformed-body", null));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.safetensors"), "weights");
        EnergyUse energy = new EnergyUse(2, 3.0, 4.0, EnergyUse.Tier.B, 0.1, 60, "counted");
        Outcome.Trained trained = new Outcome.Trained(MODEL, 10, Map.of());

        assertThat(deliver(new Delivery.Completed(new Completion(1, trained, energy), "model.safetensors")))
                .isEqualTo(Courier.End.DELIVERED);

        assertThat(service.to("/completion").getFirst().as(Completion.class))
                .isEqualTo(new Completion(1, trained, null));
    }

    @Test
    void a_lease_ends_although_the_service_refuses_what_is_said_of_its_end() throws Exception {
        for (int i = 0; i < 3; i++) {
            service.failNext("/completion", new StubService.Failure(400, "malformed-body", null));
        }
        EnergyUse energy = new EnergyUse(2, 3.0, 4.0, EnergyUse.Tier.B, 0.1, 60, "counted");
        Outcome.Failed odd = new Outcome.Failed(FailureKind.SPEC, "a message that is refused");

        assertThat(deliver(new Delivery.Completed(new Completion(1, odd, energy), null)))
                .isEqualTo(Courier.End.DELIVERED);

        assertThat(service.to("/completion").getFirst().as(Completion.class))
                .isEqualTo(new Completion(
                        1,
                        new Outcome.Failed(
                                FailureKind.SPEC, "The service refused the node's result: planned: malformed-body"),
                        null));
    }

    private Delivery trained() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.safetensors"), "weights");
        return new Delivery.Completed(
                new Completion(1, new Outcome.Trained(MODEL, 10, Map.of()), null), "model.safetensors");
    }

    private Courier.End deliver(Delivery delivery) throws Exception {
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(delivery);
        try (Courier courier = courier(outbox)) {
            courier.start();
            return courier.end().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_stale_lease_ends_all_delivery() throws Exception {
        service.stale();
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(report(1));
        outbox.add(END);
        try (Courier courier = courier(outbox)) {
            courier.start();
            assertThat(courier.end().get(20, TimeUnit.SECONDS)).isEqualTo(Courier.End.STALE);
        }
        assertThat(service.all()).isEmpty();
    }

    @Test
    void answers_to_reports_pass_on_what_the_service_wants() throws Exception {
        service.direct(Directive.CHECKPOINT);
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(report(1));
        try (Courier courier = courier(outbox)) {
            courier.start();
            await().atMost(SOON)
                    .until(() -> List.copyOf(new ArrayList<>(directives)).contains(Directive.CHECKPOINT));
        }
    }

    @Test
    void nothing_follows_the_end() throws Exception {
        Outbox outbox = Outbox.open(folder, Outbox.Bounds.NONE);
        outbox.add(END);

        assertThatThrownBy(() -> outbox.add(report(1))).isInstanceOf(IllegalStateException.class);
    }
}
