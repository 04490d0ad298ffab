package org.commonwatt.worker.machine;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where Commonwatt keeps its data on this machine. */
public final class DataRoot {

    private DataRoot() {}

    /**
     * The data folder.
     *
     * @param given by option, or null to take {@code COMMONWATT_DATA} or the user's own data folder
     */
    public static Path of(@Nullable Path given) {
        return of(given, System.getenv());
    }

    static Path of(@Nullable Path given, Map<String, String> environment) {
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        String byEnvironment = environment.get("COMMONWATT_DATA");
        if (byEnvironment != null && !byEnvironment.isBlank()) {
            return of(Path.of(byEnvironment), environment);
        }
        // Its rules want a relative path ignored; an empty one is relative, too.
        Path xdg = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        Path home = xdg.isAbsolute() ? xdg : Path.of(System.getProperty("user.home"), ".local", "share");
        return of(home.resolve("commonwatt"), environment);
    }
}
