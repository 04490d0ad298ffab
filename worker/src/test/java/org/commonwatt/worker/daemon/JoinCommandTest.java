package org.commonwatt.worker.daemon;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.node.Joining;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JoinCommandTest {

    private final StubService service = new StubService();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path data;

    @AfterEach
    void tearDown() {
        service.close();
    }

    private int worker(String... arguments) {
        CommandLine line = WorkerMain.commandLine(new WorkerMain());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int join(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("join", service.address() + "/", "--code", "ABCD-EFGH", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return worker(arguments.toArray(String[]::new));
    }

    private void expectJoining() {
        service.joined(new Joining.Joined(UUID.randomUUID(), "attic", "cw_n_prefix_secret"));
    }

    @Test
    void a_machine_joins_and_keeps_its_identity_to_its_owner() throws Exception {
        expectJoining();

        assertThat(join("--name", "attic", "--zone", "DEU")).isZero();

        assertThat(out.toString()).contains("Joined " + service.address() + " as attic");
        Joining sent = service.to("/nodes").getFirst().as(Joining.class);
        assertThat(sent.code()).isEqualTo("ABCD-EFGH");
        assertThat(sent.name()).isEqualTo("attic");
        assertThat(sent.capability().zone()).isEqualTo("DEU");
        Path file = data.resolve("worker/node.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        Identity identity = Identity.load(file).orElseThrow();
        assertThat(identity.service()).isEqualTo(service.address());
        assertThat(identity.token()).isEqualTo("cw_n_prefix_secret");
        assertThat(identity.toString()).doesNotContain("secret");
    }

    @Test
    void what_a_service_says_commands_no_terminal() {
        service.joined(new Joining.Joined(UUID.randomUUID(), "at\u001B[2Jtic", "cw_n_prefix_secret"));
        assertThat(join()).isZero();
        assertThat(worker("status", "--data", data.toString())).isZero();

        service.failNext("/nodes", new StubService.Failure(422, "no-\\u001B[2J\\u202E", null));
        assertThat(join("--replace")).isEqualTo(3);

        assertThat(out.toString()).contains("at\uFFFD[2Jtic").doesNotContain("\u001B");
        assertThat(err.toString()).contains("no-\uFFFD").doesNotContain("\u001B", "\u202E");
    }

    @Test
    void a_wrong_code_is_explained() {
        service.failNext("/nodes", new StubService.Failure(422, "joining-code-invalid", null));

        assertThat(join()).isEqualTo(3);
        assertThat(err.toString()).contains("A code works once, for ten minutes: get a new one");
        assertThat(data.resolve("worker/node.json")).doesNotExist();
    }

    @Test
    void a_service_that_does_not_answer_is_explained() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        int status = worker("join", "127.0.0.1:" + port, "--code", "ABCD-EFGH", "--data", data.toString());

        assertThat(status).isEqualTo(4);
        assertThat(err.toString())
                .contains("no service answers at http://127.0.0.1:" + port)
                .contains("Check the address");
    }

    @Test
    void a_machine_that_has_joined_does_so_again_only_when_told() {
        expectJoining();
        join();

        assertThat(join()).isEqualTo(3);
        assertThat(err.toString()).contains("--replace");
        expectJoining();
        assertThat(join("--replace")).isZero();
    }

    @Test
    void an_address_that_is_none_and_a_zone_that_is_none_are_wrong_options() {
        assertThat(worker("join", "ftp://example.org", "--code", "X", "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'ftp://example.org' is not a service's address");
        assertThat(join("--zone", "Germany")).isEqualTo(2);
        assertThat(worker("join", service.address().toString())).isEqualTo(2);
    }

    @Test
    void what_is_not_understood_is_told_to_programs_too() {
        assertThat(worker("status", "--json", "--nonsense", "--data", data.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--nonsense");
        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .at("/error/detail")
                        .asString())
                .contains("--nonsense");
        assertThat(worker("run", "--service", "ftp://example.org", "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'ftp://example.org' is not a service's address");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a folder that takes no file even from an administrator")
    void a_code_is_not_spent_where_the_identity_could_not_be_kept() throws Exception {
        expectJoining();
        Files.createSymbolicLink(data.resolve("worker"), Path.of("/proc/self"));

        assertThat(join()).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing can be written to the folder " + data.resolve("worker"));
        assertThat(service.to("/nodes")).isEmpty();
    }

    @Test
    void what_fails_is_told_to_programs_too() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");

        assertThat(worker("pause", "--json", "--data", file.toString())).isEqualTo(1);
        assertThat(failure()).contains("can't be made", "file");
        assertThat(worker("pause", "--data", file.toString())).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void a_damaged_identity_is_told_to_programs_too() throws Exception {
        Files.createDirectories(data.resolve("worker"));
        Files.writeString(data.resolve("worker/node.json"), "{\"service\":");

        assertThat(worker("status", "--json", "--data", data.toString())).isEqualTo(3);
        assertThat(failure()).contains("remove the file and join again");
    }

    @Test
    void a_machine_without_room_for_a_try_of_its_sandbox_says_so_in_a_sentence() throws Exception {
        Path absent = data.resolve("absent");
        Path said = data.resolve("err");
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + absent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        "sandbox",
                        "--json")
                .redirectError(said.toFile())
                .start();
        out.write(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

        assertThat(worker.waitFor()).isEqualTo(1);
        assertThat(failure()).contains("there is no " + absent);
        assertThat(said).content().contains("there is no " + absent).doesNotContain("\tat ");
    }

    /** The sentence that programs are told. */
    private String failure() {
        return JsonMapper.shared().readTree(out.toString()).at("/error/detail").asString();
    }

    @Test
    void a_pause_without_an_end_that_anybody_will_see_is_a_wrong_option() {
        for (String length : List.of("PT9999999999999H", "999999999d", "soon")) {
            assertThat(worker("pause", "--for", length, "--data", data.toString()))
                    .as(length)
                    .isEqualTo(2);
        }
        assertThat(err.toString())
                .contains("--for takes at most 3650 days, not 999999999d")
                .doesNotContain("\tat ");
    }

    /** As when somebody asks for its status in the moment in which a worker starts. */
    @Test
    void a_worker_that_starts_while_a_command_looks_at_its_folder_waits_for_it() throws Exception {
        DataFolder folder = DataFolder.of(data);
        FileLock looking = folder.lock();
        FutureTask<FileLock> starting = new FutureTask<>(folder::lock);
        Thread worker = Thread.ofPlatform().daemon().start(starting);
        await().until(() -> starting.isDone() || worker.getState() == Thread.State.TIMED_WAITING);
        assertThat(folder.isInUse()).isTrue();

        looking.channel().close();

        FileLock working = starting.get(30, TimeUnit.SECONDS);
        assertThat(working.isValid()).isTrue();
        working.channel().close();
        assertThat(folder.isInUse()).isFalse();
    }

    @Test
    void every_command_tells_the_version() {
        for (String command : List.of("run", "join", "pause")) {
            assertThat(worker(command, "--version")).isZero();
        }
        assertThat(worker("--version")).isZero();

        assertThat(out.toString().lines()).hasSize(4).containsOnly("commonwatt worker " + WorkerMain.version());
    }

    @Test
    void a_machine_that_has_not_joined_can_not_run() {
        assertThat(worker("run", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("has not joined a service yet");
    }

    @Test
    void status_tells_whether_the_machine_has_joined_and_whether_the_worker_runs() {
        assertThat(worker("status", "--data", data.toString())).isEqualTo(3);
        assertThat(out.toString()).contains("has not joined");

        expectJoining();
        join("--name", "attic");
        assertThat(worker("status", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("the worker does not run");

        assertThat(worker("status", "--json", "--data", data.toString())).isZero();
        assertThat(out.toString())
                .contains("\"joined\":true")
                .contains("\"running\":false")
                .doesNotContain("secret");
    }

    @Test
    void an_identity_that_can_not_be_read_is_explained() throws Exception {
        Files.createDirectories(data.resolve("worker"));
        Files.writeString(data.resolve("worker/node.json"), "{\"service\":");

        assertThat(worker("run", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("remove the file and join again");
    }
}
