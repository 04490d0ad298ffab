package org.commonwatt.api.folder;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import org.commonwatt.protocol.machine.UserFolder;

/**
 * Where the service keeps its files.
 *
 * @param dataDir the folder that was asked for, by {@code COMMONWATT_DATA} too; null for the user's own
 */
@ConfigurationProperties("commonwatt")
public record DataFolder(@Nullable Path dataDir) {

    /** The folder itself. */
    public Path root() {
        Path root = dataDir == null
                ? UserFolder.of(System.getenv("XDG_DATA_HOME"), Path.of(System.getProperty("user.home")))
                : dataDir;
        return root.toAbsolutePath();
    }

    /** A path within the folder. */
    public Path resolve(String path) {
        return root().resolve(path);
    }
}
