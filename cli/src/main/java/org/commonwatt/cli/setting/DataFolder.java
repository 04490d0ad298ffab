package org.commonwatt.cli.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.machine.OwnerOnly;
import org.commonwatt.protocol.machine.UserFolder;

/**
 * The folder that holds everything of one installation that outlives a process. Where it is made here only its owner may
 * look into it; what is secret in one that was there is closed by itself.
 */
public record DataFolder(Path root) {

    /**
     * The folder that was asked for, else {@code COMMONWATT_DATA}, else the user's own by the XDG rules.
     *
     * @param asked what {@code --data} says, or null
     */
    public static DataFolder of(@Nullable Path asked, Setting setting) {
        if (asked != null) {
            return new DataFolder(setting.resolve(asked));
        }
        return new DataFolder(setting.variable("COMMONWATT_DATA")
                .map(written -> setting.resolve(Path.of(written)))
                .orElseGet(() -> UserFolder.of(setting.variable("XDG_DATA_HOME").orElse(null), setting.userHome())));
    }

    /** Makes the folder where there is none, closed to other users. */
    public void make() {
        try {
            OwnerOnly.makeFolder(root);
        } catch (IOException e) {
            throw new Failure("The data folder " + root + " cannot be made: " + FileTrouble.of(e)
                    + ". Choose another with --data DIR or COMMONWATT_DATA.");
        }
    }

    /** The bootstrap key, where a service on this folder has made one. */
    public Optional<String> key() {
        Path file = root.resolve("key");
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new Failure("The key in " + file + " cannot be read: " + FileTrouble.of(e) + ".");
        }
    }

    /** Where the bootstrap key lies. */
    public Path keyFile() {
        return root.resolve("key");
    }

    /** Prepared datasets, as {@code NAME/VERSION/dataset.yaml}. */
    public Path datasets() {
        return root.resolve("datasets");
    }

    /** Models that were fetched. */
    public Path models() {
        return root.resolve("models");
    }

    /** Logs of the processes that {@code up} and {@code demo} start. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The local worker's identity, cache and runs. */
    public Path worker() {
        return root.resolve("worker");
    }

    /** The embedded PostgreSQL's files. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** The running service's note about itself: its address and processes. */
    public Path running() {
        return root.resolve("running.json");
    }
}
