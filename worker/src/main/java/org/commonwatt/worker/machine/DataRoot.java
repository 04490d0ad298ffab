package org.commonwatt.worker.machine;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.machine.UserFolder;

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
        Path home = Path.of(System.getProperty("user.home"));
        return of(UserFolder.of(environment.get("XDG_DATA_HOME"), home), environment);
    }
}
