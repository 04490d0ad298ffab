package org.commonwatt.api.folder;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service keeps its files.
 *
 * @param dataDir the folder; {@code COMMONWATT_DATA}, else a folder of the user's own
 */
@Validated
@ConfigurationProperties("commonwatt")
public record DataFolder(@NotNull Path dataDir) {

    /** A path within the folder. */
    public Path resolve(String path) {
        return dataDir.toAbsolutePath().resolve(path);
    }
}
