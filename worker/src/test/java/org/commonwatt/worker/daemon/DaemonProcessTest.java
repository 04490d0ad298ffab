package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.OwnerLimit;
import org.commonwatt.worker.run.Grants;
import org.commonwatt.worker.sandbox.Protection;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The daemon as a process of its own, stopped in all the ways in which a machine stops it. */
class DaemonProcessTest {

    private static final Duration SOON = Duration.ofMinutes(3);

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
        // Beside other tests a trainer that steps back may take minutes to come up.
        Files.writeString(folder.limits(), "nice: 0\n");
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
                "-Dmachine=" + data.resolve("machine"),
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

        assertThat(daemon.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(service.to("/completion")).hasSize(1);
        assertThat(DataFolder.of(data).runs()).isEmptyDirectory();
        assertThat(DataFolder.of(data).lastWorked()).exists();
    }

    @Test
    void a_service_that_moved_is_found_whether_or_not_its_address_ends_with_a_slash() throws Exception {
        new Identity(URI.create("http://127.0.0.1:1"), UUID.randomUUID(), "tester", "cw_n_test", Instant.now(), null)
                .save(DataFolder.of(data).identity());
        daemon(false, "--service", service.address() + "/");

        await().atMost(SOON).until(() -> !service.to("/leases").isEmpty());
        assertThat(service.to("/leases").getFirst().path()).isEqualTo("/api/v1/leases");
        StringWriter said = new StringWriter();
        CommandLine worker = WorkerMain.commandLine(new WorkerMain()).setOut(new PrintWriter(said));
        assertThat(worker.execute("status", "--data", data.toString())).isZero();
        assertThat(said.toString()).contains(" of " + service.address() + ": ").doesNotContain("no service answers");
    }

    @Test
    void sigterm_while_it_waits_ends_it_at_once() throws Exception {
        Process daemon = daemon(false);
        await().atMost(SOON).until(() -> !service.to("/leases").isEmpty());

        daemon.destroy();

        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // SIGTERM's, which the systemd unit takes for success.
        assertThat(daemon.exitValue()).isEqualTo(128 + 15);
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
        awaitAllGone(trainers, Duration.ofSeconds(30));
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(service.to("/release").getFirst().as(Release.class).reason()).isEqualTo(Release.Reason.SHUTDOWN);
    }

    @Test
    void a_supervised_daemon_stops_in_the_usual_way_when_its_supervisor_is_gone() throws Exception {
        offer("train until stopped");
        Process daemon = daemon(true);
        awaitTraining();

        daemon.getOutputStream().close();

        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(service.to("/checkpoints")).hasSize(1);
        assertThat(service.to("/release")).hasSize(1);
    }

    @Test
    void a_killed_daemon_goes_on_in_its_next_life_with_its_own_checkpoint_under_the_same_lease() throws Exception {
        LeaseGrant grant = offer("train until stopped");
        Process daemon = daemon(false);
        awaitTraining();
        service.direct(Directive.CHECKPOINT);
        await().atMost(SOON).until(() -> !service.to("/checkpoints").isEmpty());
        service.direct(Directive.CONTINUE);
        List<ProcessHandle> trainers = trainersOf(daemon);

        daemon.destroyForcibly();

        awaitAllGone(trainers, Duration.ofSeconds(30));
        daemon(false, "--once");
        await().atMost(SOON).until(() -> resumedAt() > 0);
        service.direct(Directive.CANCEL);
        await().atMost(SOON).until(() -> service.to("/release").size() == 1);

        CheckpointCommit committed = service.to("/checkpoints").getFirst().as(CheckpointCommit.class);
        assertThat(resumedAt()).isGreaterThanOrEqualTo(committed.step());
        assertThat(service.to("/leases")).hasSize(1);
        assertThat(service.to(grant.id() + "/release")).hasSize(1);
        // One that was sent just before the kill is sent again; the service takes a report only if its number is new.
        assertThat(reports().distinct().map(Report::sequence)).isSorted().doesNotHaveDuplicates();
        assertThat(reports().map(Report::epoch)).containsOnly(7L);
    }

    @Test
    void a_trainer_that_would_outlive_a_killed_daemon_is_ended_by_its_sandbox() throws Exception {
        offer("ignore everything");
        Process daemon = daemon(false);
        awaitTraining();
        assumeThat(status().protections().on()).contains(Protection.LIFETIME);
        List<ProcessHandle> trainers = trainersOf(daemon);
        assertThat(trainers).isNotEmpty();

        daemon.destroyForcibly();

        awaitAllGone(trainers, Duration.ofSeconds(30));
    }

    private Stream<Report> reports() {
        return service.to("/metrics").stream().map(request -> request.as(Report.class));
    }

    /** The step from which a later life went on, or 0. */
    private long resumedAt() {
        return reports()
                .flatMap(report -> report.logs().stream())
                .map(LogLine::text)
                .filter(line -> line.startsWith("resumed from state at "))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    @Test
    void a_paused_machine_gives_its_task_back_and_takes_none_until_it_is_resumed_whoever_restarts_it()
            throws Exception {
        offer("train until stopped");
        Process daemon = daemon(false);
        awaitTraining();
        List<ProcessHandle> trainers = trainersOf(daemon);

        tell("pause");

        awaitAllGone(trainers, Duration.ofSeconds(30));
        await().atMost(SOON).until(() -> service.to("/release").size() == 1);
        assertThat(service.to("/release").getFirst().as(Release.class).reason())
                .isEqualTo(Release.Reason.OWNER_RETURNED);
        assertThat(service.to("/checkpoints")).hasSize(1);
        await().atMost(SOON).until(() -> status().activity() == WorkerStatus.Activity.WITHHELD);
        daemon.destroyForcibly().waitFor();

        offer("finish");
        Instant restarted = Instant.now();
        daemon(false, "--once");
        await().atMost(SOON).untilAsserted(() -> {
            // What is left to hand over, if anything, is shown in between.
            WorkerStatus shown = status();
            assertThat(shown.activity()).isEqualTo(WorkerStatus.Activity.WITHHELD);
            assertThat(shown.since()).isAfter(restarted);
            assertThat(shown.detail()).contains("worker resume");
        });
        int claims = service.to("/leases").size();
        await().atMost(SOON).until(() -> limits().contains(new OwnerLimit(OwnerLimit.Kind.PAUSED, null)));

        tell("resume");

        await().atMost(SOON).until(() -> service.to("/completion").size() == 1);
        assertThat(service.to("/leases")).hasSize(claims + 1);
    }

    @Test
    void a_drained_machine_gives_its_task_back_and_goes_on_asking_so_that_it_works_again_once_it_is_opened()
            throws Exception {
        LeaseGrant grant = offer("train until stopped");
        daemon(false);
        awaitTraining();

        service.direct(Directive.DRAIN);

        await().atMost(SOON).until(() -> service.to(grant.id() + "/release").size() == 1);
        assertThat(service.to("/release").getFirst().as(Release.class).reason()).isEqualTo(Release.Reason.DRAINED);
        int claims = service.to("/leases").size();
        await().atMost(SOON).until(() -> service.to("/leases").size() > claims);
        service.direct(Directive.CONTINUE);
        LeaseGrant next = offer("finish");
        await().atMost(SOON).until(() -> service.to(next.id() + "/completion").size() == 1);
    }

    @Test
    void a_machine_that_is_unplugged_or_whose_owner_comes_back_is_free_within_seconds() throws Exception {
        Files.writeString(DataFolder.of(data).limits(), "nice: 0\nonlyWhenIdle: 5m\n");
        offer("ignore everything");
        Process daemon = daemon(false);
        awaitTraining();
        List<ProcessHandle> trainers = trainersOf(daemon);

        Path owner = Files.createFile(
                Files.createDirectories(data.resolve("machine")).resolve("owner"));

        awaitAllGone(trainers, Duration.ofSeconds(30));
        await().atMost(SOON).until(() -> status().activity() == WorkerStatus.Activity.WITHHELD);
        assertThat(status().detail()).contains("its owner was at it 0 s ago");
        assertThat(service.to("/release").getFirst().as(Release.class).reason())
                .isEqualTo(Release.Reason.OWNER_RETURNED);

        Path battery = Files.createDirectories(data.resolve("machine/power/BAT0"));
        Files.writeString(battery.resolve("type"), "Battery");
        Files.writeString(battery.resolve("status"), "Discharging");
        Files.delete(owner);
        await().atMost(SOON).until(() -> String.valueOf(status().detail()).contains("battery"));
        await().atMost(SOON).until(() -> limits().stream()
                .map(OwnerLimit::kind)
                .toList()
                .containsAll(List.of(OwnerLimit.Kind.IN_USE, OwnerLimit.Kind.BATTERY)));

        int claims = service.to("/leases").size();
        Files.writeString(battery.resolve("status"), "Charging");
        await().atMost(SOON).until(() -> service.to("/leases").size() > claims);
    }

    @Test
    void a_machine_of_which_nothing_can_be_learned_any_more_is_given_back_and_works_once_it_can() throws Exception {
        Files.writeString(DataFolder.of(data).limits(), "nice: 0\nonlyWhenIdle: 5m\n");
        offer("ignore everything");
        Process daemon = daemon(false);
        awaitTraining();
        List<ProcessHandle> trainers = trainersOf(daemon);

        Path broken = Files.createFile(
                Files.createDirectories(data.resolve("machine")).resolve("broken"));

        awaitAllGone(trainers, Duration.ofSeconds(30));
        await().atMost(SOON).until(() -> status().activity() == WorkerStatus.Activity.WITHHELD);
        assertThat(status().detail()).contains("nothing tells whether its owner is at it", "can't be looked at");

        int claims = service.to("/leases").size();
        Files.delete(broken);
        await().atMost(SOON).until(() -> service.to("/leases").size() > claims);
    }

    @Test
    void a_machine_that_is_to_finish_ends_its_task_and_takes_no_other() throws Exception {
        LeaseGrant grant = offer("train until stopped");
        daemon(false);
        awaitTraining();

        tell("finish");
        offer("finish");
        long step = status().step() == null ? 0 : status().step();
        await().atMost(SOON).until(() -> status().step() != null && status().step() > step + 150);
        assertThat(service.to(grant.id() + "/release")).isEmpty();
        service.direct(Directive.CANCEL);

        await().atMost(SOON).until(() -> status().activity() == WorkerStatus.Activity.WITHHELD);
        assertThat(service.to("/completion")).isEmpty();
        assertThat(status().detail()).contains("no further task");
    }

    @Test
    void a_task_that_comes_after_the_owners_word_is_given_back_at_once() throws Exception {
        service.holdClaims(true);
        daemon(false);
        await().atMost(SOON).until(() -> !service.to("/leases").isEmpty());

        tell("finish");
        LeaseGrant grant = offer("finish");
        service.holdClaims(false);

        await().atMost(SOON)
                .until(() -> !service.to("/release").isEmpty()
                        || !service.to("/completion").isEmpty());
        assertThat(service.to("/completion")).isEmpty();
        assertThat(service.to("/metrics")).isEmpty();
        assertThat(service.to(grant.id() + "/release").getFirst().as(Release.class))
                .isEqualTo(new Release(7, Release.Reason.OWNER_RETURNED, null));
        await().atMost(SOON).until(() -> status().activity() == WorkerStatus.Activity.WITHHELD);
        assertThat(DataFolder.of(data).runs()).isEmptyDirectory();

        tell("resume");
        LeaseGrant next = offer("finish");
        await().atMost(SOON).until(() -> service.to(next.id() + "/completion").size() == 1);
    }

    /** What the service was told of the owner's limits by a machine without leases. */
    private List<OwnerLimit> limits() {
        return service.to("/renewal").stream()
                .map(request -> request.as(Renewal.class))
                .filter(renewal -> renewal.leases().isEmpty())
                .map(Renewal::capability)
                .filter(Objects::nonNull)
                .filter(offer -> offer.freeLeases() == 0)
                .map(Capability::limit)
                .filter(Objects::nonNull)
                .toList();
    }

    private void tell(String verb) {
        CommandLine worker = WorkerMain.commandLine(new WorkerMain());
        assertThat(worker.execute(verb, "--data", data.toString())).isZero();
    }

    private WorkerStatus status() {
        return WorkerStatus.load(DataFolder.of(data).status()).orElseThrow();
    }

    @Test
    void a_claim_whose_answer_was_lost_is_made_again_with_the_same_key() throws Exception {
        LeaseGrant grant = offer("finish");
        service.loseNextClaimsAnswer();

        assertThat(daemon(false, "--once").waitFor(180, TimeUnit.SECONDS)).isTrue();

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

        assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(data.resolve("daemon-1.log")).content().contains("runs with").contains("--data");
    }

    @Test
    void a_node_that_was_removed_ends_with_a_sentence() throws Exception {
        service.failNext("/leases", new StubService.Failure(401, "unauthenticated", null));

        Process daemon = daemon(false);

        assertThat(daemon.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isEqualTo(3);
        assertThat(data.resolve("daemon-0.log")).content().contains("join again");
    }

    @Test
    void the_status_file_says_what_it_does() throws Exception {
        offer("train until stopped");
        daemon(false);
        awaitTraining();
        await().atMost(SOON).until(() -> status().step() != null);

        assertThat(status().activity()).isEqualTo(WorkerStatus.Activity.WORKING);
        assertThat(status().detail()).isEqualTo("a-test");
        assertThat(DataFolder.of(data).isInUse()).isTrue();
        StringWriter said = new StringWriter();
        CommandLine worker = WorkerMain.commandLine(new WorkerMain()).setOut(new PrintWriter(said));
        assertThat(worker.execute("status", "--data", data.toString())).isZero();
        assertThat(said.toString())
                .contains("working (a-test), step")
                .contains("Lent: all threads at niceness 0, 50 % of the memory, 20GiB of disk, graphics processors.")
                .contains("When: whether or not its owner is at it, not on battery, at all hours, any transfer.")
                .contains("Trainer sandbox: ")
                .contains("The service's view: working on a-test");
    }
}
