package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

class RunTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(data);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @Test
    void a_finished_run_delivers_its_measurements_its_checkpoint_and_its_model() throws Exception {
        RunEnd end = rig.start("finish").await();

        assertThat(end).isEqualTo(RunEnd.DONE);
        assertThat(points().stream().map(MetricPoint::step)).containsExactly(1L, 2L, 3L);
        assertThat(lines()).contains("few.csv=some examples");
        CheckpointCommit commit = rig.service.to("/checkpoints").getFirst().as(CheckpointCommit.class);
        assertThat(commit.epoch()).isEqualTo(7);
        assertThat(commit.step()).isEqualTo(2);
        assertThat(stored(commit.sha256())).isEqualTo("state at 2");
        Outcome.Trained trained = (Outcome.Trained) completion().outcome();
        assertThat(stored(trained.model())).isEqualTo("the model");
        assertThat(trained.evaluation()).isEqualTo(Map.of("accuracy", 0.99));
    }

    @Test
    void reports_are_numbered_without_a_gap_and_the_end_comes_last() throws Exception {
        rig.start("finish").await();

        assertThat(reports().stream().map(Report::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, reports().size()).boxed().toList());
        assertThat(rig.service.all().getLast().path()).endsWith("/completion");
    }

    @Test
    void a_run_resumes_from_the_checkpoint_of_its_lease() throws Exception {
        byte[] state = "state at 40".getBytes(StandardCharsets.UTF_8);
        rig.service.store(StubService.sha256(state), state);
        LeaseGrant.CheckpointRef from = new LeaseGrant.CheckpointRef(40, StubService.sha256(state), state.length);

        rig.start(Grants.grant(Grants.spec("finish"), from)).await();

        assertThat(lines()).contains("resumed from state at 40");
    }

    @Test
    void a_crash_is_the_nodes_fault_and_keeps_the_trainers_last_words() throws Exception {
        rig.start("crash").await();

        Outcome.Failed failed = (Outcome.Failed) completion().outcome();
        assertThat(failed.kind()).isEqualTo(FailureKind.NODE_FAULT);
        assertThat(failed.message()).contains("status 134").contains("the floor is lava");
    }

    @Test
    void a_full_heap_is_told_apart_from_other_crashes() throws Exception {
        rig.start("run out of heap").await();

        assertThat(((Outcome.Failed) completion().outcome()).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }

    @Test
    void a_trainer_that_holds_more_memory_than_the_owner_lends_is_ended() throws Exception {
        try (Rig tight = new Rig(data.resolve("tight"), Rig.QUICK, 8L << 20)) {
            tight.start("train until stopped").await();

            Outcome.Failed failed = (Outcome.Failed) tight.service
                    .to("/completion")
                    .getFirst()
                    .as(Completion.class)
                    .outcome();
            assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
            assertThat(failed.message()).contains("8 MiB");
        }
    }

    @Test
    void what_a_trainer_says_of_its_failure_is_passed_on() throws Exception {
        rig.start("fail").await();

        assertThat(completion().outcome()).isEqualTo(new Outcome.Failed(FailureKind.NOT_FINITE, "the loss is NaN"));
    }

    @Test
    void a_cancelled_job_stops_its_trainer_and_gives_the_lease_back() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        rig.service.direct(Directive.CANCEL);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(release().reason()).isEqualTo(Release.Reason.CANCELLED);
        assertThat(rig.service.to("/checkpoints")).isEmpty();
    }

    @Test
    void a_trainer_that_ignores_a_cancellation_is_killed() throws Exception {
        Rig.Started started = startedTraining("ignore everything");
        List<ProcessHandle> trainers = trainers();
        assertThat(trainers).isNotEmpty();

        long asked = System.nanoTime();
        rig.service.direct(Directive.CANCEL);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        await().atMost(SOON).until(() -> trainers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_stale_lease_ends_the_run_and_nothing_more_is_sent_for_it() throws Exception {
        Rig.Started started = startedTraining("ignore everything");

        rig.service.stale();

        assertThat(started.await()).isEqualTo(RunEnd.FENCED);
        assertThat(rig.service.to("/release")).isEmpty();
        assertThat(rig.service.to("/completion")).isEmpty();
        await().atMost(SOON).until(() -> trainers().isEmpty());
    }

    @Test
    void a_checkpoint_can_be_asked_for() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        rig.service.direct(Directive.CHECKPOINT);

        await().atMost(SOON).until(() -> !rig.service.to("/checkpoints").isEmpty());
        rig.service.direct(Directive.CANCEL);
        started.await();
    }

    @Test
    void a_drained_run_leaves_a_checkpoint_and_says_so() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        rig.service.direct(Directive.DRAIN);

        assertThat(started.await()).isEqualTo(RunEnd.DRAINED);
        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.DRAINED);
    }

    @Test
    void a_worker_that_shuts_down_delivers_a_last_checkpoint_before_it_gives_the_lease_back() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        started.run().shutDown();

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.SHUTDOWN);
        assertThat(rig.service.all().getLast().path()).endsWith("/release");
    }

    @Test
    void a_deaf_trainer_does_not_hold_up_a_shutdown() throws Exception {
        Rig.Started started = startedTraining("ignore everything");

        started.run().shutDown();

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(release().reason()).isEqualTo(Release.Reason.SHUTDOWN);
    }

    @Test
    void a_service_that_is_away_does_not_stop_the_training_and_gets_everything_later() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        rig.service.away(true);
        long before = started.run().step();
        await().atMost(SOON).until(() -> started.run().step() > before + 20);

        rig.service.away(false);
        long trained = started.run().step();
        await().atMost(SOON).until(() -> points().stream().anyMatch(point -> point.step() > trained));
        rig.service.direct(Directive.CANCEL);
        started.await();

        List<Long> steps = points().stream().map(MetricPoint::step).toList();
        assertThat(steps).isSorted().doesNotHaveDuplicates();
        assertThat(steps)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, steps.getLast()).boxed().toList());
    }

    @Test
    void a_worker_that_shuts_down_while_the_service_is_away_leaves_the_rest_for_its_next_start() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        rig.service.away(true);

        started.run().shutDown();
        assertThat(started.await()).isEqualTo(RunEnd.UNDELIVERED);
        rig.service.away(false);
        new Leftovers(rig.runs(), rig.place()).handOver();

        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.SHUTDOWN);
        assertThat(started.folder().path()).doesNotExist();
    }

    @Test
    void a_run_that_a_crash_cut_off_is_given_back_at_the_next_start() throws Exception {
        LeaseGrant grant = Grants.grant(Grants.spec("finish"), null);
        RunFolder.create(rig.runs(), grant);
        Files.createDirectories(rig.runs().resolve("a-folder-without-a-grant").resolve("work"));

        new Leftovers(rig.runs(), rig.place()).handOver();

        assertThat(release()).isEqualTo(new Release(7, Release.Reason.SHUTDOWN, null));
        assertThat(rig.runs()).isEmptyDirectory();
    }

    @Test
    void data_that_the_service_does_not_have_fails_the_run_with_a_sentence() throws Exception {
        rig.service.failNext(StubService.sha256(Grants.DATA), new StubService.Failure(404, "not-found", null));

        rig.start("finish").await();

        Outcome.Failed failed = (Outcome.Failed) completion().outcome();
        assertThat(failed.kind()).isEqualTo(FailureKind.NODE_FAULT);
        assertThat(failed.message()).startsWith("The node could not fetch the data:");
    }

    @Test
    void a_trainer_that_floods_its_pipe_loses_lines_but_not_its_result() throws Exception {
        RunEnd end = rig.start("flood").await();

        assertThat(end).isEqualTo(RunEnd.DONE);
        assertThat(completion().outcome()).isInstanceOf(Outcome.Trained.class);
        assertThat(reports()).allSatisfy(report -> {
            assertThat(report.points().size()).isLessThanOrEqualTo(Reporter.MOST_POINTS);
            assertThat(report.logs().size()).isLessThanOrEqualTo(Reporter.MOST_LINES);
        });
    }

    @Test
    void a_trainer_that_writes_no_messages_is_ended() throws Exception {
        rig.start("babble").await();

        assertThat(((Outcome.Failed) completion().outcome()).message()).contains("Downloading the internet");
    }

    @Test
    void a_line_without_an_end_is_not_kept_in_memory() throws Exception {
        rig.start("endless line").await();

        assertThat(((Outcome.Failed) completion().outcome()).message()).contains("a line of more than");
    }

    @Test
    void a_trainer_that_hangs_is_ended() throws Exception {
        Timings impatient = new Timings(
                Rig.QUICK.report(),
                Rig.QUICK.reportWhileAway(),
                Rig.QUICK.stop(),
                Rig.QUICK.stopWithCheckpoint(),
                Rig.QUICK.deliver(),
                Duration.ofSeconds(1));
        try (Rig hasty = new Rig(data.resolve("hasty"), impatient, 8L << 30)) {
            hasty.start("say nothing").await();

            Outcome.Failed failed = (Outcome.Failed) hasty.service
                    .to("/completion")
                    .getFirst()
                    .as(Completion.class)
                    .outcome();
            assertThat(failed.message()).isEqualTo("The trainer said nothing for PT1S.");
        }
    }

    @Test
    void a_trainer_that_lingers_after_its_result_is_ended() throws Exception {
        assertThat(rig.start("finish and linger").await()).isEqualTo(RunEnd.DONE);

        assertThat(completion().outcome()).isInstanceOf(Outcome.Trained.class);
        await().atMost(SOON).until(() -> trainers().isEmpty());
    }

    @Test
    void a_file_outside_the_trainers_folder_is_not_uploaded() throws Exception {
        rig.start("name a foreign file").await();

        assertThat(((Outcome.Failed) completion().outcome()).message()).contains("without leaving a model");
        assertThat(rig.service.all())
                .noneMatch(request -> request.path().contains("/artifacts/")
                        && request.method().equals("PUT"));
    }

    @Test
    void energy_is_reported_as_an_estimate_once_there_is_something_to_estimate() throws Exception {
        Rig.Started started = startedTraining("burn");
        rig.service.direct(Directive.CANCEL);
        started.await();

        assertThat(reports().getFirst().energy()).isNull();
        EnergyUse energy = Objects.requireNonNull(release().energy());
        assertThat(energy.tier()).isEqualTo(EnergyUse.Tier.D);
        assertThat(energy.relativeError()).isEqualTo(0.5);
        // At least 0.6 s of one core at 10 W; at most all of four cores for the whole time.
        assertThat(energy.wh()).isBetween(0.6 * 10 / 3600, 40 * energy.seconds() / 3600);
    }

    @Test
    void a_trainer_reaches_neither_the_network_nor_any_file_but_its_own() throws Exception {
        assumeThat(rig.place().host().launcher().protections()).startsWith("bubblewrap");
        Path secret = Files.writeString(data.resolve("node.json"), "a token");
        ObjectNode spec = Grants.spec("try to escape")
                .put("port", rig.service.address().getPort())
                .put("outside", data.resolve("outside").toString())
                .put("secret", secret.toString());

        rig.start(Grants.grant(spec, null)).await();

        assertThat(lines())
                .containsExactly(
                        "network: impossible",
                        "write outside: impossible",
                        "read secret: impossible",
                        "write input: impossible",
                        "token in environment: false",
                        "memory is kept from: 33554432 to: 4294967296",
                        "threads turn: 1000 times, then: PASSIVE");
        assertThat(data.resolve("outside")).doesNotExist();
        assertThat(completion().outcome()).isInstanceOf(Outcome.Trained.class);
    }

    private Rig.Started startedTraining(String behaviour) throws IOException {
        Rig.Started started = rig.start(behaviour);
        await().atMost(SOON).until(() -> !points().isEmpty());
        return started;
    }

    private List<ProcessHandle> trainers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(data.toAbsolutePath().toString()))
                .toList();
    }

    private List<Report> reports() {
        return rig.service.to("/metrics").stream()
                .map(request -> request.as(Report.class))
                .toList();
    }

    private List<MetricPoint> points() {
        return reports().stream().flatMap(report -> report.points().stream()).toList();
    }

    private List<String> lines() {
        return reports().stream()
                .flatMap(report -> report.logs().stream())
                .map(LogLine::text)
                .toList();
    }

    private Completion completion() {
        return rig.service.to("/completion").getFirst().as(Completion.class);
    }

    private Release release() {
        return rig.service.to("/release").getFirst().as(Release.class);
    }

    private String stored(String sha256) {
        return new String(Objects.requireNonNull(rig.service.stored(sha256)), StandardCharsets.UTF_8);
    }
}
