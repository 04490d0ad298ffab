package org.commonwatt.protocol.machine;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** A user's own folder for Commonwatt's data, where nobody named another. */
public final class UserFolder {

    private UserFolder() {}

    /**
     * The folder by the XDG rules, after which a path that is relative or empty is ignored.
     *
     * @param xdgDataHome what {@code XDG_DATA_HOME} says, or null
     */
    public static Path of(@Nullable String xdgDataHome, Path home) {
        Path share = Path.of(xdgDataHome == null ? "" : xdgDataHome);
        return (share.isAbsolute() ? share : home.resolve(".local/share")).resolve("commonwatt");
    }
}
