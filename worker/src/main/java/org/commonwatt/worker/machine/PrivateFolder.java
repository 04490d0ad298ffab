package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that other users of this machine can't look into: they hold an identity, and data that is shown to those alone who may. */
public final class PrivateFolder {

    private PrivateFolder() {}

    /** Makes a folder and those above it where there are none, closed to others; one that exists keeps its permissions. */
    public static Path make(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createDirectories(folder);
    }
}
