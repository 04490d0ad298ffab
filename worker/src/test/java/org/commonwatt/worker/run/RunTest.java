package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final Duration SOON = Duration.ofMinutes(3);

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
    void a_crash_in_native_code_is_told_by_its_signal_and_its_place() throws Exception {
        rig.start("crash in native code").await();

        Outcome.Failed failed = (Outcome.Failed) completion().outcome();
        assertThat(failed.kind()).isEqualTo(FailureKind.NODE_FAULT);
        assertThat(failed.message()).contains("status 134").contains("Native code crashed: SIGSEGV in ");
    }

    @Test
    void a_full_heap_is_told_apart_from_other_crashes() throws Exception {
        rig.start("run out of heap").await();

        assertThat(((Outcome.Failed) completion().outcome()).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }

    @Test
    void a_trainer_that_somebody_killed_may_do_well_elsewhere() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        trainers().forEach(ProcessHandle::destroyForcibly);
        started.await();

        Outcome.Failed failed = (Outcome.Failed) completion().outcome();
        assertThat(failed.kind()).isEqualTo(FailureKind.NODE_FAULT);
        assertThat(failed.message()).contains("status 137");
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

    /** The service refuses such words with all that comes with them. */
    @Test
    void what_a_trainer_says_comes_without_what_the_service_does_not_take() throws Exception {
        rig.start("fail on a NUL").await();

        Outcome.Failed failed = (Outcome.Failed) completion().outcome();
        assertThat(failed.kind()).isEqualTo(FailureKind.SPEC);
        assertThat(failed.message()).startsWith("'cat\uFFFD' is no class. xxx").hasSizeLessThan(16_384);
        assertThat(lines()).contains("a line with a \uFFFD in it");
    }

    @Test
    void a_metric_whose_name_the_service_does_not_take_costs_no_other() throws Exception {
        rig.start("name a metric at length").await();

        assertThat(points().stream().map(MetricPoint::name)).hasSize(3).containsOnly("loss");
    }

    @Test
    void a_line_that_says_null_is_no_message_and_does_no_harm() throws Exception {
        assertThat(rig.start("write null").await()).isEqualTo(RunEnd.DONE);

        assertThat(completion().outcome()).isInstanceOf(Outcome.Trained.class);
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
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));
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

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.DRAINED);
    }

    @Test
    void a_paused_run_leaves_a_checkpoint_and_its_node_takes_other_work() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        rig.service.direct(Directive.PAUSE);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.PAUSED);
    }

    @Test
    void a_worker_that_shuts_down_delivers_a_last_checkpoint_before_it_gives_the_lease_back() throws Exception {
        Rig.Started started = startedTraining("train until stopped");

        started.run().leave(Release.Reason.SHUTDOWN);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.SHUTDOWN);
        assertThat(rig.service.all().getLast().path()).endsWith("/release");
    }

    @Test
    void a_deaf_trainer_does_not_hold_up_a_shutdown() throws Exception {
        Rig.Started started = startedTraining("ignore everything");

        started.run().leave(Release.Reason.SHUTDOWN);

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

        started.run().leave(Release.Reason.SHUTDOWN);
        assertThat(started.await()).isEqualTo(RunEnd.UNDELIVERED);
        rig.service.away(false);
        new Leftovers(rig.runs(), rig.place()).handOver(false);

        assertThat(rig.service.to("/checkpoints")).hasSize(1);
        assertThat(release().reason()).isEqualTo(Release.Reason.SHUTDOWN);
        assertThat(started.folder().path()).doesNotExist();
    }

    @Test
    void a_checkpoint_too_large_to_leave_in_time_does_not_hold_the_task() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        rig.service.holdUploads(true);

        started.run().leave(Release.Reason.OWNER_RETURNED);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        rig.service.holdUploads(false);
        assertThat(release().reason()).isEqualTo(Release.Reason.OWNER_RETURNED);
        assertThat(rig.service.to("/checkpoints")).isEmpty();
    }

    @Test
    void a_checkpoint_beyond_the_days_transfer_stays_on_the_node_and_the_run_goes_on() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        rig.transferLeft = false;
        rig.service.direct(Directive.CHECKPOINT);
        await().atMost(SOON).until(() -> lines().stream().anyMatch(line -> line.contains("stays on the node")));

        assertThat(started.folder().newestKept()).isPresent();
        rig.service.direct(Directive.CANCEL);
        started.await();
        assertThat(rig.service.to("/checkpoints")).isEmpty();
        assertThat(started.folder().outbox()).isEmptyDirectory();
    }

    @Test
    void a_task_whose_data_goes_beyond_the_days_transfer_is_given_back_and_counts_as_no_failure() throws Exception {
        rig.transferLeft = false;

        rig.start("finish").await();

        assertThat(release().reason()).isEqualTo(Release.Reason.OWNER_RETURNED);
        assertThat(rig.service.to("/completion")).isEmpty();
    }

    /** At a report every 10 s, 360 wait after an hour. */
    @Test
    void an_hour_without_the_service_costs_no_step_and_no_measurement_and_the_lease_goes_on() throws Exception {
        Timings brisk = new Timings(
                Duration.ofMillis(4),
                Duration.ofMillis(4),
                Rig.QUICK.stop(),
                Rig.QUICK.stopWithCheckpoint(),
                Rig.QUICK.deliver(),
                Rig.QUICK.silence());
        try (Rig away = new Rig(data.resolve("away"), brisk, 8L << 30)) {
            Rig.Started started = away.start("train with checkpoints");
            await().atMost(SOON).until(() -> !away.service.to("/checkpoints").isEmpty());
            away.service.away(true);
            long step = started.run().step();
            await().atMost(SOON)
                    .until(() -> waiting(started) >= 360 && started.run().step() > step + 300);
            int before = away.service.to("/checkpoints").size();

            away.service.away(false);
            long trained = started.run().step();
            await().atMost(SOON)
                    .until(() -> stepsOf(away).stream().anyMatch(reported -> reported > trained)
                            && away.service.to("/checkpoints").size() > before);
            away.service.direct(Directive.CANCEL);
            assertThat(started.await()).isEqualTo(RunEnd.DONE);

            assertThat(stepsOf(away))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, stepsOf(away).getLast())
                                    .boxed()
                                    .toList());
            assertThat(away.service.to("/metrics").stream()
                            .map(request -> request.as(Report.class).sequence()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            // Of the checkpoints that waited only the newest was worth sending.
            List<Long> committed = away.service.to("/checkpoints").stream()
                    .map(request -> request.as(CheckpointCommit.class).step())
                    .toList();
            assertThat(committed.get(before)).isGreaterThan(committed.get(before - 1) + 100);
        }
    }

    private static long waiting(Rig.Started started) throws IOException {
        try (Stream<Path> files = Files.list(started.folder().outbox())) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    private static List<Long> stepsOf(Rig rig) {
        return rig.service.to("/metrics").stream()
                .flatMap(request -> request.as(Report.class).points().stream())
                .map(MetricPoint::step)
                .toList();
    }

    @Test
    void a_disk_that_takes_no_report_costs_the_report_and_not_the_run_and_the_log_says_so() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        Path draft = started.folder().path().resolve("diary.draft");
        // Between two reports: while one is written, its draft is a file.
        await().atMost(SOON)
                .ignoreException(FileAlreadyExistsException.class)
                .until(() -> Files.isDirectory(Files.createDirectory(draft)));
        long step = started.run().step();
        await().atMost(SOON).until(() -> started.run().step() > step + 20);

        Files.delete(draft);
        await().atMost(SOON).until(() -> lines().stream().anyMatch(line -> line.contains("lost, as the node's disk")));
        rig.service.direct(Directive.CANCEL);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
    }

    @Test
    void a_disk_that_does_not_take_the_end_does_not_hold_the_task_when_the_owner_comes_back() throws Exception {
        Rig.Started started = startedTraining("train until stopped");
        Path draft = started.folder().outbox().resolve("draft");
        // Between two reports: while one is written, its draft is a file.
        await().atMost(SOON)
                .ignoreException(FileAlreadyExistsException.class)
                .until(() -> Files.isDirectory(Files.createDirectory(draft)));

        started.run().leave(Release.Reason.OWNER_RETURNED);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
        assertThat(release().reason()).isEqualTo(Release.Reason.OWNER_RETURNED);
    }

    @Test
    void a_checkpoint_that_the_disk_does_not_take_does_not_lie_about() throws Exception {
        Rig.Started started = startedTraining("train with checkpoints");
        Path draft = started.folder().path().resolve("diary.draft");
        await().atMost(SOON)
                .ignoreException(FileAlreadyExistsException.class)
                .until(() -> Files.isDirectory(Files.createDirectory(draft)));
        long step = started.run().step();
        await().atMost(SOON).until(() -> started.run().step() > step + 200);

        await().atMost(SOON).until(() -> checkpoints(started).isEmpty());
        Files.delete(draft);
        rig.service.direct(Directive.CANCEL);

        assertThat(started.await()).isEqualTo(RunEnd.DONE);
    }

    private static List<Path> checkpoints(Rig.Started started) throws IOException {
        try (Stream<Path> files = Files.list(started.folder().outbox())) {
            return files.filter(file -> file.getFileName().toString().startsWith("checkpoint-"))
                    .toList();
        }
    }

    /** Between two file systems there are no links, as there are none at all on some. */
    @Test
    void a_checkpoint_that_the_disk_can_not_keep_is_sent_all_the_same_and_the_one_before_stays() throws Exception {
        Path elsewhere = Path.of("/dev/shm");
        assumeThat(elsewhere).isDirectory();
        assumeThat(Files.getFileStore(elsewhere)).isNotEqualTo(Files.getFileStore(data));
        RunFolder folder = RunFolder.create(rig.runs(), Grants.grant(Grants.spec("finish"), null));
        folder.keep(Files.writeString(folder.outbox().resolve("near"), "state at 1"), 1);
        Path far = Files.createTempFile(elsewhere, "far", "");
        try {
            folder.keep(far, 2);
        } finally {
            Files.delete(far);
        }

        assertThat(folder.newestKept()).map(RunFolder.Kept::step).contains(1L);
    }

    @Test
    void what_a_run_left_is_taken_up_again_only_while_it_is_worth_something() throws Exception {
        LeaseGrant grant = Grants.grant(Grants.spec("finish"), null);
        RunFolder folder = RunFolder.create(rig.runs(), grant);
        PickUp pickUp = new PickUp(rig.place());

        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.RESUME);
        rig.service.direct(Directive.CANCEL);
        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.HAND_OVER);
        rig.service.direct(Directive.STALE);
        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.DISCARD);

        rig.service.direct(Directive.CONTINUE);
        rig.service.failNext("/renewal", new StubService.Failure(404, null, null));
        assertThat(pickUp.choose(folder)).as("by a proxy whose service is away").isEqualTo(PickUp.Choice.RESUME);

        rig.service.away(true);
        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.RESUME);
        Path written = folder.path().resolve("grant.json");
        Files.setLastModifiedTime(written, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.HAND_OVER);

        rig.service.away(false);
        rig.service.direct(Directive.CONTINUE);
        for (int crash = 0; crash < 3; crash++) {
            assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.RESUME);
            folder.prepareToResume();
        }
        assertThat(pickUp.choose(folder)).isEqualTo(PickUp.Choice.HAND_OVER);
    }

    @Test
    void energy_of_earlier_lives_stays_in_the_account() {
        EnergyUse measured = new EnergyUse(2, 3.0, 4.0, EnergyUse.Tier.B, 0.1, 60, "counted");
        EnergyUse estimated = new EnergyUse(3, 5.0, null, EnergyUse.Tier.D, 0.5, 30, "guessed");

        Diary diary = Diary.BLANK.reported(9, measured).resumed();

        assertThat(diary.energyWith(estimated))
                .isEqualTo(new EnergyUse(5, 8.0, null, EnergyUse.Tier.D, 0.5, 90, "guessed"));
        assertThat(diary.energyWith(null)).isEqualTo(measured);
        assertThat(Diary.BLANK.energyWith(estimated)).isEqualTo(estimated);
    }

    @Test
    void energy_of_earlier_lives_is_in_every_report_and_is_not_forgotten_by_the_next_life() throws Exception {
        EnergyUse measured = new EnergyUse(2, 3.0, 4.0, EnergyUse.Tier.B, 0.1, 60, "counted");
        LeaseGrant grant = Grants.grant(Grants.spec("burn"), null);
        RunFolder folder = RunFolder.create(rig.runs(), grant);
        folder.write(Diary.BLANK.reported(9, measured));
        folder.prepareToResume();

        Rig.Started started = rig.start(grant, folder);
        await().atMost(SOON).until(() -> reports().stream()
                .anyMatch(report -> report.energy() != null
                        && report.energy().tier() == EnergyUse.Tier.D
                        && report.energy().wh() > 2));
        assertThat(Objects.requireNonNull(folder.diary().energy()).wh()).isGreaterThanOrEqualTo(2);
        rig.service.direct(Directive.CANCEL);
        started.await();

        assertThat(reports().stream()
                        .map(report -> Objects.requireNonNull(report.energy()).wh()))
                .isSorted()
                .allMatch(wh -> wh >= 2);
        assertThat(Objects.requireNonNull(release().energy()).wh())
                .isGreaterThanOrEqualTo(
                        Objects.requireNonNull(reports().getLast().energy()).wh())
                .isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"sequence\": 4"})
    void a_run_whose_diary_a_power_cut_tore_is_given_back_and_not_taken_up_again(String torn) throws Exception {
        RunFolder folder = RunFolder.create(rig.runs(), Grants.grant(Grants.spec("finish"), null));
        Files.writeString(folder.path().resolve("diary.json"), torn);

        assertThat(new Leftovers(rig.runs(), rig.place()).handOver(true)).isEmpty();

        assertThat(release()).isEqualTo(new Release(7, Release.Reason.SHUTDOWN, null));
        assertThat(rig.runs()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"id\": \"0"})
    void a_run_whose_grant_can_not_be_read_does_not_hold_up_the_others(String torn) throws Exception {
        for (int i = 0; i < 2; i++) {
            RunFolder unreadable = RunFolder.create(rig.runs(), Grants.grant(Grants.spec("finish"), null));
            Files.writeString(unreadable.path().resolve("grant.json"), torn);
        }
        LeaseGrant grant = Grants.grant(Grants.spec("finish"), null);
        RunFolder.create(rig.runs(), grant);

        new Leftovers(rig.runs(), rig.place()).handOver(false);

        assertThat(rig.service.to("/release")).hasSize(1);
        assertThat(rig.service.to(grant.id() + "/release")).hasSize(1);
        assertThat(rig.runs()).isEmptyDirectory();
    }

    @Test
    void a_run_that_a_crash_cut_off_is_given_back_at_the_next_start() throws Exception {
        LeaseGrant grant = Grants.grant(Grants.spec("finish"), null);
        RunFolder.create(rig.runs(), grant);
        Files.createDirectories(rig.runs().resolve("a-folder-without-a-grant").resolve("work"));

        new Leftovers(rig.runs(), rig.place()).handOver(false);

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

    @ParameterizedTest
    @ValueSource(strings = {"name a link", "name a folder", "name a file of a folder", "name what is no path"})
    void only_a_file_that_lies_in_the_trainers_folder_itself_is_uploaded(String behaviour) throws Exception {
        Rig.Started started = rig.start(behaviour);
        started.await();

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
    void a_trainer_is_set_up_as_it_needs_and_as_the_owner_wants() throws Exception {
        Workplace.Lent lent = new Workplace.Lent(1, 7, 8L << 30, 1L << 30, false);
        TrainerLauncher launcher = rig.place().host().launcher();
        try (Rig polite = new Rig(data.resolve("polite"), Rig.QUICK, lent, launcher)) {
            polite.start("say how it is set up").await();

            assertThat(polite.service.to("/metrics").stream()
                            .flatMap(request -> request.as(Report.class).logs().stream())
                            .map(LogLine::text))
                    .containsExactly(
                            "memory is kept from: 33554432 to: 4294967296",
                            "threads turn: 1000 times, then: PASSIVE",
                            "graphics processors: ''",
                            "niceness: " + Math.min(19, niceness() + 7),
                            "processors: 1");
        }
    }

    /** Of these tests, which may step back for others themselves. */
    private static int niceness() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
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
