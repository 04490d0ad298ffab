package org.commonwatt.worker.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.worker.limits.Circumstances.Input;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private Optional<String> ask(List<String> command) {
        return answers.entrySet().stream()
                .filter(answer -> String.join(" ", command).startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Input last() {
        Path screens = folder.resolve("screens");
        return new Presence(
                        List.of(
                                new Container(folder, environment),
                                new Terminals(folder.resolve("dev"), NOW.minus(Duration.ofDays(1)), CLOCK),
                                new Desktops(this::ask, screens, "1000", CLOCK)),
                        "nothing can be asked")
                .last();
    }

    private void terminal(String name, Duration ago) throws IOException {
        Path file = folder.resolve("dev").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        FileTime written = FileTime.from(NOW);
        Files.getFileAttributeView(file, BasicFileAttributeView.class)
                .setTimes(written, FileTime.from(NOW.minus(ago)), written);
    }

    private void screen() throws IOException {
        Files.createDirectories(folder.resolve("screens"));
        Files.writeString(folder.resolve("screens").resolve("X0"), "");
    }

    private void sessions(String... blocks) {
        answers.put("loginctl list-sessions", " 2 1000 ada seat0 tty2\nc7 120 gdm seat0 tty1\n");
        answers.put("loginctl show-session", String.join("\n\n", blocks));
    }

    private static String session(String id, String user, String type, String owner, boolean idle, Duration since) {
        return "Id=" + id + "\nUser=" + user + "\nType=" + type + "\nClass=" + owner
                + "\nState=active\nActive=yes\nIdleHint=" + (idle ? "yes" : "no") + "\nIdleSinceHint="
                + NOW.minus(since).toEpochMilli() * 1000;
    }

    private @Nullable Duration ago() {
        return last().ago();
    }

    @Test
    void the_terminal_that_was_used_last_counts_and_what_was_written_to_it_does_not() throws IOException {
        terminal("tty1", Duration.ofHours(2));
        terminal("pts/0", Duration.ofMinutes(7));
        terminal("pts/ptmx", Duration.ZERO);
        terminal("ttyS0", Duration.ZERO);
        terminal("null", Duration.ZERO);

        assertThat(last()).isEqualTo(new Input(Duration.ofMinutes(7), "terminal pts/0"));
    }

    @Test
    void a_machine_without_terminals_or_desktop_is_idle_since_it_started() {
        assertThat(ago()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_desktops_idle_hint_tells_since_when_it_is_idle() {
        sessions(session("2", "1000", "wayland", "user", true, Duration.ofMinutes(12)));

        assertThat(last()).isEqualTo(new Input(Duration.ofMinutes(12), "session 2, as logind says"));
    }

    @Test
    void a_desktop_that_is_not_idle_is_in_use_now() {
        sessions(session("2", "1000", "x11", "user", false, Duration.ofHours(1)));

        assertThat(ago()).isZero();
    }

    @Test
    void the_login_screen_and_text_sessions_are_no_desktops() {
        sessions(
                session("c7", "120", "wayland", "greeter", false, Duration.ZERO),
                session("5", "1000", "tty", "user", false, Duration.ZERO));

        assertThat(ago()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void gnome_tells_more_exactly_than_the_hint_for_the_workers_own_user() {
        sessions(session("2", "1000", "wayland", "user", false, Duration.ZERO));
        answers.put("gdbus call", "(uint64 421000,)\n");

        assertThat(last()).isEqualTo(new Input(Duration.ofSeconds(421), "GNOME"));
    }

    /** XWayland has a clock too, on which input to the desktop's other programs leaves no trace. */
    @Test
    void on_wayland_the_x_servers_word_does_not_stand_against_the_hint() {
        sessions(session("2", "1000", "wayland", "user", false, Duration.ZERO));
        answers.put("xprintidle", "3600000\n");
        assertThat(last()).isEqualTo(new Input(Duration.ZERO, "session 2, as logind says"));

        sessions(session("2", "1000", "wayland", "user", true, Duration.ofMinutes(20)));
        assertThat(ago()).isEqualTo(Duration.ofMinutes(20));
        answers.put("xprintidle", "5000\n");
        assertThat(last()).isEqualTo(new Input(Duration.ofSeconds(5), "the X server"));
    }

    @Test
    void somebody_elses_desktop_counts_beside_the_own_one() {
        sessions(
                session("2", "1000", "x11", "user", false, Duration.ZERO),
                session("9", "1001", "x11", "user", true, Duration.ofMinutes(3)));
        answers.put("xprintidle", "3600000\n");

        assertThat(ago()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void a_screen_of_which_nobody_knows_anything_counts_as_in_use() throws IOException {
        terminal("pts/0", Duration.ofHours(2));
        screen();

        assertThat(ago()).isNull();
        assertThat(last().source()).contains("a desktop runs here");
    }

    @Test
    void a_screen_that_only_shows_the_login_is_nobodys() throws IOException {
        terminal("pts/0", Duration.ofHours(2));
        screen();
        String greeter =
                String.valueOf(Files.getAttribute(folder.resolve("screens").resolve("X0"), "unix:uid"));
        String shown = session("c7", greeter, "wayland", "greeter", false, Duration.ZERO);
        sessions(shown);
        assertThat(ago()).isEqualTo(Duration.ofHours(2));

        // Somebody who began X without logind's knowledge works while the login screen is not shown.
        sessions(shown.replace("Active=yes", "Active=no"));
        assertThat(ago()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {".dockerenv", "run/.containerenv", "run/systemd/container"})
    void a_container_counts_as_in_use_whatever_it_sees_of_itself(String mark) throws IOException {
        terminal("pts/0", Duration.ofHours(2));
        Path file = folder.resolve(mark);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");

        assertThat(ago()).isNull();
        assertThat(last().source()).contains("container", "/" + mark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"container", "KUBERNETES_SERVICE_HOST"})
    void a_container_that_says_so_in_its_environment_counts_as_in_use(String variable) {
        environment.put(variable, "10.0.0.1");

        assertThat(ago()).isNull();
        assertThat(last().source()).contains("the variable " + variable);
    }

    @Test
    void linux_within_windows_counts_as_in_use_and_another_kernel_does_not() throws IOException {
        terminal("pts/0", Duration.ofHours(2));
        Path release = folder.resolve("proc/sys/kernel/osrelease");
        Files.createDirectories(release.getParent());
        Files.writeString(release, "6.12.43+deb13-amd64\n");
        assertThat(ago()).isEqualTo(Duration.ofHours(2));

        Files.writeString(release, "6.6.87.2-microsoft-standard-WSL2\n");
        assertThat(ago()).isNull();
        assertThat(last().source()).contains("Windows");
    }

    @Test
    void a_mac_counts_in_nanoseconds() {
        answers.put("ioreg", "  |   \"HIDIdleTime\" = 65000000000\n");

        assertThat(new MacInput(this::ask).last()).contains(new Input(Duration.ofSeconds(65), "keyboard and mouse"));
        answers.clear();
        assertThat(new MacInput(this::ask).last().orElseThrow().ago()).isNull();
    }

    @Test
    void a_program_that_is_absent_or_fails_has_no_answer() {
        Programs programs = Programs.ofTheSystem();

        assertThat(programs.ask(List.of("sh", "-c", "echo 42"))).contains("42\n");
        assertThat(programs.ask(List.of("sh", "-c", "echo 42; exit 1"))).isEmpty();
        assertThat(programs.ask(List.of("no-such-program-here"))).isEmpty();
    }
}
