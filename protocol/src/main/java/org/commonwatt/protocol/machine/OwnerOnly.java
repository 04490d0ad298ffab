package org.commonwatt.protocol.machine;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that other users may not look into, on systems that have such permissions. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OPEN_AND_LIST = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> READ_AND_WRITE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Makes a folder, and those above it that are missing; one that is there stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(OPEN_AND_LIST));
        }
    }

    /** Makes a folder, and closes one that is there. */
    public static void closeFolder(Path folder) throws IOException {
        makeFolder(folder);
        if (knowsPermissions()) {
            Files.setPosixFilePermissions(folder, OPEN_AND_LIST);
        }
    }

    /** Makes an empty file where there is none. */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(file, attributes(READ_AND_WRITE));
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return knowsPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
