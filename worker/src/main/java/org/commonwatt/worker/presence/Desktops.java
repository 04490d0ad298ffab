package org.commonwatt.worker.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonwatt.worker.limits.Circumstances.Input;

/**
 * Graphical sessions of Linux. Keys and mouse of a desktop pass by its terminals, so the desktop itself must say: GNOME and X11
 * to the millisecond for the worker's own user, every other session through logind's idle hint, which a desktop sets when its
 * own idle time is over. On Wayland the X server learns only of what goes to programs of X, so that there the hint counts beside
 * its word.
 */
final class Desktops implements OwnerInput {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Set<String> GRAPHICAL = Set.of("x11", "wayland", "mir");
    private static final String GNOMES = "GNOME";

    private static final List<String> GNOME = List.of(
            "gdbus",
            "call",
            "--session",
            "--timeout=1",
            "--dest=org.gnome.Mutter.IdleMonitor",
            "--object-path=/org/gnome/Mutter/IdleMonitor/Core",
            "--method=org.gnome.Mutter.IdleMonitor.GetIdletime");

    private final Programs programs;
    private final Path screens;
    private final String user;
    private final Clock clock;

    /**
     * @param screens where X servers and Wayland's have their sockets, {@code /tmp/.X11-unix}
     * @param user the worker's own user id
     */
    Desktops(Programs programs, Path screens, String user, Clock clock) {
        this.programs = programs;
        this.screens = screens;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public Optional<Input> last() {
        Optional<Input> own = ownDesktop();
        List<Map<String, String>> sessions = sessions();
        List<Input> all = new ArrayList<>();
        own.ifPresent(all::add);
        sessions.stream()
                .filter(session -> isOf("user", session) && !isToldBy(own, session))
                .forEach(session -> all.add(hint(session)));
        // A login screen that is shown has one as well, and nobody is at it who has not logged in.
        Set<String> greeters = sessions.stream()
                .filter(session -> isOf("greeter", session) && "yes".equals(session.get("Active")))
                .map(session -> session.getOrDefault("User", ""))
                .collect(Collectors.toSet());
        if (all.isEmpty() && hasScreen(greeters)) {
            all.add(new Input(
                    null, "a desktop runs here, and neither logind, GNOME nor xprintidle says when it was used last"));
        }
        return all.stream().reduce(Presence::later);
    }

    private static boolean isOf(String owners, Map<String, String> session) {
        return owners.equals(session.get("Class"));
    }

    /** Whether the own desktop's word is all that there is to know of a session. */
    private boolean isToldBy(Optional<Input> own, Map<String, String> session) {
        return user.equals(session.get("User"))
                && own.filter(input -> input.source().equals(GNOMES) || "x11".equals(session.get("Type")))
                        .isPresent();
    }

    private Optional<Input> ownDesktop() {
        // GNOME answers "(uint64 1234,)", whose 64 is no number of milliseconds.
        Optional<Input> gnome = programs.ask(GNOME)
                .map(answer -> answer.replace("uint64", ""))
                .flatMap(answer -> milliseconds(answer, GNOMES));
        return gnome.isPresent()
                ? gnome
                : programs.ask(List.of("xprintidle")).flatMap(answer -> milliseconds(answer, "the X server"));
    }

    private static Optional<Input> milliseconds(String answer, String source) {
        Matcher number = NUMBER.matcher(answer);
        return number.find()
                ? Optional.of(new Input(Duration.ofMillis(Long.parseLong(number.group())), source))
                : Optional.empty();
    }

    /** Graphical sessions of people and login screens, as logind lists them. */
    private List<Map<String, String>> sessions() {
        List<String> ids = programs.ask(List.of("loginctl", "list-sessions", "--no-legend"))
                .map(lines -> lines.lines()
                        .map(line -> line.strip().split("\\s+", 2)[0])
                        .filter(id -> id.matches("[A-Za-z0-9]{1,32}"))
                        .toList())
                .orElse(List.of());
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> show = new ArrayList<>(List.of("loginctl", "show-session"));
        for (String property : List.of("Id", "User", "Type", "Class", "State", "Active", "IdleHint", "IdleSinceHint")) {
            show.add("--property=" + property);
        }
        show.addAll(ids);
        return programs.ask(show).stream()
                .flatMap(text -> Stream.of(text.split("\\n\\s*\\n")))
                .map(Desktops::properties)
                .filter(session -> GRAPHICAL.contains(session.get("Type")) && !"closing".equals(session.get("State")))
                .toList();
    }

    private static Map<String, String> properties(String block) {
        Map<String, String> properties = new HashMap<>();
        block.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> properties.put(pair[0].strip(), pair[1].strip()));
        return properties;
    }

    private Input hint(Map<String, String> session) {
        String name = "session " + session.get("Id") + ", as logind says";
        String since = session.getOrDefault("IdleSinceHint", "");
        if (!"yes".equals(session.get("IdleHint")) || !since.matches("[0-9]{1,18}")) {
            return new Input(Duration.ZERO, name);
        }
        Instant idleSince = Instant.ofEpochMilli(Long.parseLong(since) / 1000);
        Duration ago = Duration.between(idleSince, clock.instant());
        return new Input(ago.isNegative() ? Duration.ZERO : ago, name);
    }

    /** Whether there is a screen that is not a login screen's: of the greeters, or of root, who starts X for them. */
    private boolean hasScreen(Set<String> greeters) {
        if (!Files.isDirectory(screens)) {
            return false;
        }
        try (Stream<Path> sockets = Files.list(screens)) {
            return sockets.anyMatch(socket -> greeters.isEmpty() || !isOfLogin(socket, greeters));
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean isOfLogin(Path socket, Set<String> greeters) {
        try {
            String owner = String.valueOf(Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS));
            return "0".equals(owner) || greeters.contains(owner);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
