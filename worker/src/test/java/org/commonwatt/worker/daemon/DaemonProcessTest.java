package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.run.Grants;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The daemon as a process of its own, stopped in all the ways in which a machine stops it. */
class DaemonProcessTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final StubService service = new StubService();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path data;

    @BeforeEach
    void join() throws Exception {
        DataFolder folder = DataFolder.of(data);
        folder.create();
        new Identity(service.address(), UUID.randomUUID(), "tester", "cw_n_test", Instant.now(), null)
                .save(folder.identity());
        service.store(StubService.sha256(Grants.DATA), Grants.DATA);
    }

    @AfterEach
    void tearDown() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        service.close();
    }

    private Process daemon(boolean supervised, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunWithFakeTrainer.class.getName(),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(data.resolve("daemon-" + started.size() + ".log").toFile());
        if (supervised) {
            builder.environment().put("COMMONWATT_SUPERVISED", "1");
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private LeaseGrant offer(String behaviour) {
        LeaseGrant grant = Grants.grant(Grants.spec(behaviour), null);
        service.offer(grant);
        return grant;
    }

    private void awaitTraining() {
        await().atMost(SOON).until(() -> service.to("/metrics").stream()
                .anyMatch(request -> request.as(Report.class).progress() != null));
    }

    private List<ProcessHandle> trainersOf(Process daemon) {
        return daemon.descendants().toList();
    }

    private static void awaitAllGone(List<ProcessHandle> processes, Duration within) {
        await().atMost(within).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void it_takes_a_lease_runs_it_and_ends_when_one_was_all_it_was_to_do() throws Exception {
        offer("finish");

        Process daemon = daemon(false, "--once");

        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(service.to("/completion")).hasSize(1);
        assertThat(DataFolder.of(data).runs()).isEmptyDirectory();
        assertThat(DataFolder.of(data).lastWorked()).exists();
    }

    @Test
    void sigterm_while_it_waits_ends_it_at_once() throws Exception {
        Process daemon = daemon(false);
        await().atMost(SOON).until(() -> !service.to("/leases").isEmpty());

        daemon.destroy();

        assertThat(daemon.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sigterm_stops_even_a_deaf_trainer_and_gives_the_lease_back() throws Exception {
        offer("ignore everything");
        Process daemon = daemon(false);
        awaitTraining();
        List<ProcessHandle> trainers = trainersOf(daemon);
        assertThat(trainers).isNotEmpty();

        daemon.destroy();

        // The machine is its owner's again within 5 s; the rest is for one that is busy with other tests.
        awaitAllGone(trainers, Duration.ofSeconds(8));
        assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(service.to("/release").getFirst().as(Release.class).reason()).isEqualTo(Release.Reason.SHUTDOWN);
    }

    @Test
    void a_supervised_daemon_stops_in_the_usual_way_when_its_supervisor_is_gone() throws Exception {
        offer("train until stopped");
        Process daemon = daemon(true);
        awaitTraining();

        daemon.getOutputStream().close();

        assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(service.to("/checkpoints")).hasSize(1);
        assertThat(service.to("/release")).hasSize(1);
    }

    @Test
    void a_killed_daemon_leaves_no_trainer_and_its_next_life_gives_the_lease_back() throws Exception {
        LeaseGrant grant = offer("train until stopped");
        Process daemon = daemon(false);
        awaitTraining();
        List<ProcessHandle> trainers = trainersOf(daemon);

        daemon.destroyForcibly();

        awaitAllGone(trainers, Duration.ofSeconds(3));
        offer("finish");
        assertThat(daemon(false, "--once").waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.to(grant.id() + "/release")).hasSize(1);
        assertThat(service.to("/completion")).hasSize(1);
    }

    @Test
    void a_claim_whose_answer_was_lost_is_made_again_with_the_same_key() throws Exception {
        LeaseGrant grant = offer("finish");
        service.loseNextClaimsAnswer();

        assertThat(daemon(false, "--once").waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(service.to("/leases").stream().map(claim -> claim.header("Idempotency-Key")))
                .hasSize(2)
                .containsOnly(service.to("/leases").getFirst().header("Idempotency-Key"));
        assertThat(service.to(grant.id() + "/completion")).hasSize(1);
    }

    @Test
    void two_daemons_never_share_a_data_folder() throws Exception {
        daemon(false);
        await().atMost(SOON).until(() -> !service.to("/leases").isEmpty());

        Process second = daemon(false);

        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(data.resolve("daemon-1.log")).content().contains("runs with").contains("--data");
    }

    @Test
    void a_node_that_was_removed_ends_with_a_sentence() throws Exception {
        service.failNext("/leases", new StubService.Failure(401, "unauthenticated", null));

        Process daemon = daemon(false);

        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isEqualTo(3);
        assertThat(data.resolve("daemon-0.log")).content().contains("join again");
    }

    @Test
    void the_status_file_says_what_it_does() throws Exception {
        offer("train until stopped");
        daemon(false);
        awaitTraining();

        WorkerStatus status =
                Json.mapper().readValue(Files.readAllBytes(DataFolder.of(data).status()), WorkerStatus.class);

        assertThat(status.activity()).isEqualTo(WorkerStatus.Activity.WORKING);
        assertThat(status.detail()).isEqualTo("a-test");
        assertThat(DataFolder.of(data).isInUse()).isTrue();
    }
}
