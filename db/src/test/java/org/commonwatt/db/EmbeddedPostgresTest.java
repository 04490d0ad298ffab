package org.commonwatt.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    @Test
    void keepsWhatWasStoredOverARestartAlsoOfAFolderThatWasOpenedToOthers() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
        }
        // As a careless chmod -R does, or a backup that was brought back.
        Files.setPosixFilePermissions(data.resolve("postgres"), PosixFilePermissions.fromString("rwxr-xr-x"));

        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndKeepsToLoopbackAndToThoseWhoKnowThePassword() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            Path folder = data.resolve("postgres");
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("commonwatt.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aFolderInUseIsRefusedWithTheProcessThatUsesIt() {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.jdbcUrl()).isNotEmpty();

            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aServerThatAKilledProcessLeftRunningIsStoppedAndItsDataKept() throws Exception {
        ProcessHandle orphan = leaveAServerRunning();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
            assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere no server tells where it works
    void aServerThatWasLeftRunningIsStoppedAlsoWhereItsFolderWasMoved() throws Exception {
        ProcessHandle orphan = leaveAServerRunning();
        Path moved = Files.move(data.resolve("postgres"), elsewhere.resolve("postgres"));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(elsewhere))) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
            assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(moved.resolve("postmaster.pid")).exists();
        } finally {
            orphan.destroy();
        }
    }

    /** The server of a process that was killed. */
    private ProcessHandle leaveAServerRunning() throws Exception {
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedServer.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).startsWith("jdbc:postgresql:");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    @Test
    void aPidFileThatNamesAStrangersProcessIsRemovedAndTheStrangerLeftAlone() throws Exception {
        start().close();
        long stranger = ProcessHandle.current().pid();
        Files.write(
                data.resolve("postgres/postmaster.pid"),
                List.of(
                        Long.toString(stranger),
                        data.resolve("postgres").toRealPath().toString(),
                        "1",
                        "1",
                        "",
                        "127.0.0.1"));

        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderOfAnotherMajorVersionIsRefusedAndLeftAsItIs() throws IOException {
        start().close();
        Path version = data.resolve("postgres/PG_VERSION");
        Files.writeString(version, "16\n");
        List<Path> before = filesOf(data.resolve("postgres"));

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("made by PostgreSQL 16")
                .hasMessageContaining("Nothing was changed");

        assertThat(filesOf(data.resolve("postgres"))).isEqualTo(before);
        Files.writeString(version, PostgresBinaries.majorVersion() + "\n");
        start().close();
    }

    @Test
    void aFolderThatHoldsSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        Path other = Files.createDirectories(data.resolve("postgres")).resolve("photo.jpg");
        Files.writeString(other, "not a database");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("holds no PostgreSQL database");

        assertThat(other).hasContent("not a database");
    }

    @Test
    void whatACrashLeftOfMakingTheDatabaseIsClearedAway() throws Exception {
        Path half = Files.createDirectories(data.resolve("postgres.new-123/base"));
        Files.writeString(half.resolve("1"), "half");
        Files.writeString(data.resolve("postgres.new-456.password"), "secret");

        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
            try (var files = Files.list(data)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("postgres", "postgres.lock", "logs");
            }
        }
    }

    @Test
    void aDataFolderThatIsAFileIsRefusedInASentence() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "");

        assertThatThrownBy(() -> EmbeddedPostgres.start(TestFolders.settings(file)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("The data folder " + file + " can't be used");
    }

    @Test
    void programsThatCannotBeUnpackedLeaveNothingBehind() throws IOException {
        start().close();
        String name = filesOf(TestFolders.PROGRAMS).stream()
                .map(file -> file.getFileName().toString())
                .filter(file -> file.startsWith("postgresql-" + PostgresBinaries.version() + "-"))
                .findFirst()
                .orElseThrow();
        Path programs = Files.createDirectory(data.resolve("programs"));
        Path inTheWay = Files.writeString(programs.resolve(name), "");

        assertThatThrownBy(() -> EmbeddedPostgres.start(new EmbeddedPostgres.Settings(data, programs, Map.of())))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("Can't unpack the embedded PostgreSQL");
        assertThat(filesOf(programs)).containsExactly(programs, inTheWay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a$b", "a\"b", "a`b", "a\nb"})
    void aFolderWhosePathAShellWouldTakeApartIsRefusedInASentence(String name) throws IOException {
        Path folder = Files.createDirectory(data.resolve(name));

        assertThatThrownBy(() -> EmbeddedPostgres.start(TestFolders.settings(folder)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("has a character in its path")
                .hasMessageContaining("COMMONWATT_DATA");
        assertThat(filesOf(folder)).containsExactly(folder);
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(TestFolders.settings(data));
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
