package org.commonwatt.worker.machine;

import java.nio.file.Path;

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
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        String byEnvironment = System.getenv("COMMONWATT_DATA");
        if (byEnvironment != null && !byEnvironment.isBlank()) {
            return of(Path.of(byEnvironment));
        }
        String xdg = System.getenv("XDG_DATA_HOME");
        Path home = xdg != null && !xdg.isBlank()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return of(home.resolve("commonwatt"));
    }
}
