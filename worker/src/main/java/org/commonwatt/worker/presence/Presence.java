package org.commonwatt.worker.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import oshi.SystemInfo;

import org.commonwatt.worker.limits.Circumstances.Input;

/** When the machine's owner last touched it, by all that can tell. */
public final class Presence {

    private final List<OwnerInput> sources;
    private final String unknown;

    Presence(List<OwnerInput> sources, String unknown) {
        this.sources = sources;
        this.unknown = unknown;
    }

    /** What this system has to tell. */
    public static Presence ofTheSystem(Clock clock) {
        String system = System.getProperty("os.name");
        String name = system.toLowerCase(Locale.ROOT);
        Programs programs = Programs.ofTheSystem();
        if (name.contains("linux")) {
            Instant booted =
                    Instant.ofEpochSecond(new SystemInfo().getOperatingSystem().getSystemBootTime());
            return new Presence(
                    List.of(
                            new Container(Path.of("/"), System.getenv()),
                            new Terminals(Path.of("/dev"), booted, clock),
                            new Desktops(programs, Path.of("/tmp/.X11-unix"), ownUser(), clock)),
                    "neither terminals nor a desktop can be asked");
        }
        return name.contains("mac")
                ? new Presence(List.of(new MacInput(programs)), "this Mac can't be asked")
                : new Presence(List.of(), "the worker can't tell on " + system);
    }

    /** The latest input. */
    public Input last() {
        return sources.stream()
                .flatMap(source -> source.last().stream())
                .reduce(Presence::later)
                .orElseGet(() -> new Input(null, unknown));
    }

    /** The one that speaks more for an owner at the machine: not to know counts as being there. */
    static Input later(Input one, Input other) {
        Duration ago = one.ago();
        Duration otherAgo = other.ago();
        if (ago == null || otherAgo == null) {
            return ago == null ? one : other;
        }
        return ago.compareTo(otherAgo) <= 0 ? one : other;
    }

    private static String ownUser() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return "";
        }
    }
}
