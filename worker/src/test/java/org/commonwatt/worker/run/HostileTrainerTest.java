package org.commonwatt.worker.run;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.sandbox.Protection;
import org.commonwatt.worker.sandbox.Protections;
import org.commonwatt.worker.sandbox.Sandbox;
import org.commonwatt.worker.sandbox.Sandboxes;
import org.commonwatt.worker.stub.HostileTrainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A trainer that does its worst, in each of the sandboxes; and that what is said of them is what they hold to. */
class HostileTrainerTest {

    private static final long OWNERS_LIMIT = 1L << 30;

    @TempDir
    Path data;

    private Rig rig(TrainerLauncher launcher, long diskBytes) {
        return new Rig(data, Rig.QUICK, new Workplace.Lent(1, 0, OWNERS_LIMIT, diskBytes, true), launcher);
    }

    private TrainerLauncher launcher(@Nullable Sandbox sandbox) throws Exception {
        TrainerLauncher launcher = new TrainerLauncher(
                data.resolve("engine"), HostileTrainer.class.getName(), System.getProperty("java.class.path"), sandbox);
        // From the second trainer on the engine is unpacked, and can only be read.
        launcher.cameUp();
        return launcher;
    }

    private List<String> attempts(Rig rig, boolean fork) throws Exception {
        Path home = Files.createDirectories(data.resolve("home/.ssh"));
        Path key = Files.writeString(home.resolve("id_ed25519"), "PRIVATE KEY");
        Path identity = Files.writeString(data.resolve("node.json"), "a token");
        Path sibling = Files.createDirectories(data.resolve("runs/another/work"));
        Path file = Path.of("/tmp/commonwatt-" + ProcessHandle.current().pid() + ".sock");
        String name = "commonwatt-" + ProcessHandle.current().pid();
        ProcessBuilder daemon = new ProcessBuilder("/bin/sh", "-c", "sleep 120; : the-daemon");
        Process decoy = null;
        try (ServerSocketChannel byFile = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            byFile.bind(UnixDomainSocketAddress.of(file));
            daemon.environment().put("DAEMON_TOKEN", "cw_n_secret");
            decoy = daemon.start();
            listenByName(name);
            ObjectNode spec = Grants.spec("break out")
                    .put("port", rig.service.address().getPort())
                    .put("socket", file.toString())
                    .put("name", name)
                    .put("fork", fork)
                    .put("daemon", decoy.pid())
                    .put("marker", "the-daemon")
                    .put("variable", "DAEMON_TOKEN=");
            ArrayNode secrets = spec.putArray("secrets");
            Stream.of(key, identity, Path.of("/etc/passwd")).forEach(secret -> secrets.add(secret.toString()));
            ArrayNode places = spec.putArray("places");
            Stream.of(sibling, data, rig.data.resolve("engine"), Path.of("/tmp"), Path.of("/dev/shm"), Path.of("/"))
                    .forEach(place -> places.add(place.toString()));
            rig.start(Grants.grant(spec, null)).await();
        } finally {
            if (decoy != null) {
                decoy.descendants().forEach(ProcessHandle::destroyForcibly);
                decoy.destroyForcibly();
            }
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of("/tmp/was-here"));
            Files.deleteIfExists(Path.of("/dev/shm/was-here"));
            Files.deleteIfExists(Path.of("/was-here"));
        }
        return rig.service.to("/metrics").stream()
                .flatMap(request -> request.as(Report.class).logs().stream())
                .map(LogLine::text)
                .toList();
    }

    /** As a daemon's D-Bus, for one, listens. Stays open as long as this process. */
    private static void listenByName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        int socket = Function.getFunction("c", "socket").invokeInt(new Object[] {1, 1, 0});
        try (Memory address = new Memory(3 + bytes.length)) {
            address.setShort(0, (short) 1);
            address.setByte(2, (byte) 0);
            address.write(3, bytes, 0, bytes.length);
            Function.getFunction("c", "bind").invokeInt(new Object[] {socket, address, 3 + bytes.length});
        }
        Function.getFunction("c", "listen").invokeInt(new Object[] {socket, 8});
    }

    @Test
    void under_bubblewrap_nothing_that_it_tries_is_possible() throws Exception {
        TrainerLauncher launcher = launcher(null);
        assumeThat(launcher.protections().by()).isEqualTo("bubblewrap");

        try (Rig rig = rig(launcher, 1L << 30)) {
            List<String> said = attempts(rig, true);

            assertThat(said)
                    .filteredOn(line -> line.contains("possible"))
                    .hasSize(22)
                    .allMatch(line -> line.endsWith(": impossible"));
            assertThat(said.getLast())
                    .startsWith("its environment:")
                    .doesNotContain("COMMONWATT")
                    .doesNotContain("USER");
        }
        assertThat(launcher.protections().off()).isEmpty();
        assertThat(launcher.protections().words()).isEqualTo("bubblewrap: " + all() + ".");
    }

    private static String all() {
        return String.join(
                ", ", Arrays.stream(Protection.values()).map(Protection::words).toList());
    }

    @Test
    void without_bubblewrap_namespaces_keep_the_network_and_the_processes_from_it_and_the_rest_is_said_to_be_open()
            throws Exception {
        assumeThat(Sandboxes.works(Sandboxes.namespaces())).isTrue();
        TrainerLauncher launcher = launcher(Sandboxes.namespaces());

        try (Rig rig = rig(launcher, 1L << 30)) {
            List<String> said = attempts(rig, false);

            assertThat(said)
                    .contains(
                            "connect to the service: impossible",
                            "connect to a socket that is a name: impossible",
                            "signal the daemon: impossible",
                            "see the daemon: impossible",
                            "trace the daemon: impossible",
                            "mount something: impossible",
                            "read id_ed25519: possible");
        }
        Protections protections = launcher.protections();
        assertThat(protections.off()).contains(Protection.FILES, Protection.NEW_PROCESSES);
        assertThat(protections.words())
                .contains("NOT held to: no file but the run's own, no process of its own making.");
    }

    /** The engine's folder is open to the first trainer, which unpacks it. */
    @Test
    void a_link_that_the_first_trainer_lays_into_the_engines_folder_does_not_lead_the_worker_to_another_file()
            throws Exception {
        Path precious = Files.writeString(data.resolve("worker.yaml"), "hours: 22-6");
        TrainerLauncher launcher = new TrainerLauncher(
                data.resolve("engine"), HostileTrainer.class.getName(), System.getProperty("java.class.path"));
        try (Rig rig = rig(launcher, 1L << 30)) {
            rig.start(Grants.grant(
                            Grants.spec("lay a link")
                                    .put("link", data.resolve("engine/prepared").toString())
                                    .put("target", precious.toString()),
                            null))
                    .await();

            assertThat(rig.service
                            .to("/completion")
                            .getFirst()
                            .as(Completion.class)
                            .outcome())
                    .isInstanceOf(Outcome.Trained.class);
        }
        assertThat(precious).hasContent("hours: 22-6");
    }

    @Test
    void memory_beyond_what_the_owner_lends_is_refused_by_the_system() throws Exception {
        TrainerLauncher launcher = launcher(null);
        assumeThat(launcher.protections().on()).contains(Protection.MEMORY);

        try (Rig rig = rig(launcher, 1L << 30)) {
            rig.start(Grants.grant(Grants.spec("hoard memory").put("bytes", 8L << 30), null))
                    .await();

            Outcome.Failed failed = (Outcome.Failed) rig.service
                    .to("/completion")
                    .getFirst()
                    .as(Completion.class)
                    .outcome();
            assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
            List<String> said = new ArrayList<>(rig.service.to("/metrics").stream()
                    .flatMap(request -> request.as(Report.class).logs().stream())
                    .map(LogLine::text)
                    .toList());
            assertThat(said).noneMatch(line -> line.startsWith("held"));
        }
    }

    @Test
    void files_beyond_what_the_owner_lends_end_it() throws Exception {
        try (Rig rig = rig(launcher(null), 20L << 20)) {
            rig.start(Grants.grant(Grants.spec("fill the disk").put("bytes", 100L << 20), null))
                    .await();

            Outcome.Failed failed = (Outcome.Failed) rig.service
                    .to("/completion")
                    .getFirst()
                    .as(Completion.class)
                    .outcome();
            assertThat(failed.message()).contains("MiB of files; the machine's owner lends 20 MiB");
        }
    }
}
