package org.commonwatt.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds the database's files, its settings and its password. */
final class Cluster {

    static final String USER = "commonwatt";
    static final String DATABASE = "commonwatt";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    private static final String PASSWORD_FILE = "commonwatt.password";
    private static final String SETTINGS_FILE = "commonwatt.conf";

    private final Path folder;
    private final String password;

    private Cluster(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /**
     * Opens the cluster in {@code folder}, or makes one. It is made beside it and renamed when whole, so that a crash
     * on the way leaves nothing that looks like a database.
     */
    static Cluster openOrMake(Path folder, PostgresCommands commands) throws IOException {
        removeHalfMade(folder);
        if (!Files.exists(folder)) {
            make(folder, commands);
        }
        requireOurVersion(folder);
        // PostgreSQL refuses a folder that others may look into.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path passwordFile = folder.resolve(PASSWORD_FILE);
        if (!Files.isReadable(passwordFile)) {
            throw new DatabaseUnavailable("The database in " + folder + " has lost its password file " + passwordFile
                    + ". Bring it back from a backup of that folder; nothing was changed.");
        }
        return new Cluster(folder, Files.readString(passwordFile).strip());
    }

    private static void make(Path folder, PostgresCommands commands) throws IOException {
        log.info("Making a new database in {}", folder);
        Path staging = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".new-");
        Path passwordFile = Files.createTempFile(
                folder.getParent(),
                folder.getFileName() + ".new-",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, newPassword() + "\n");
        commands.initialise(staging, passwordFile);
        Files.move(passwordFile, staging.resolve(PASSWORD_FILE));
        Files.writeString(
                staging.resolve("postgresql.conf"), "\ninclude '" + SETTINGS_FILE + "'\n", StandardOpenOption.APPEND);
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void requireOurVersion(Path folder) throws IOException {
        Path file = folder.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new DatabaseUnavailable(
                    "The folder " + folder + " holds no PostgreSQL database. Move it away, or choose "
                            + "another data folder with COMMONWATT_DATA; nothing was changed.");
        }
        String found = Files.readString(file).strip();
        String ours = PostgresBinaries.majorVersion();
        if (!found.equals(ours)) {
            throw new DatabaseUnavailable("The database in " + folder + " was made by PostgreSQL " + found
                    + ", and this build brings PostgreSQL " + ours
                    + ", which can't open it. Nothing was changed. Start it "
                    + "with the build that made it, or move the folder away to begin with an empty database.");
        }
    }

    private static void removeHalfMade(Path folder) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> siblings = Files.list(folder.toAbsolutePath().getParent())) {
            leftovers = siblings.filter(
                            path -> path.getFileName().toString().startsWith(folder.getFileName() + ".new-"))
                    .toList();
        }
        for (Path leftover : leftovers) {
            remove(leftover);
        }
    }

    /** Deletes a file, or a folder with all that is in it. */
    static void remove(Path place) throws IOException {
        try (Stream<Path> inside = Files.walk(place)) {
            inside.sorted(Comparator.reverseOrder()).forEach(Cluster::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the settings for this start. */
    void configure(int port, Map<String, String> parameters) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        settings.put("jit", "off"); // our statements are short: compiling them costs more than it saves
        settings.putAll(parameters);
        StringBuilder text = new StringBuilder("# Written at each start of the service; changes here are lost.\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        Files.writeString(folder.resolve(SETTINGS_FILE), text);
    }

    /** Stops a server that a killed process left running on this folder, and removes the pid file of a dead one. */
    void clearLeftovers(PostgresCommands commands) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        long pid = lines.isEmpty() ? -1 : parsePid(lines.getFirst());
        boolean ours = ProcessHandle.of(pid).map(this::servesThisFolder).orElse(false);
        if (ours) {
            log.info("Stopping PostgreSQL (process {}), which an earlier service left running", pid);
            commands.stop(folder);
        } else {
            // PostgreSQL itself would only ask whether *some* process has that number.
            log.info("Removing {}, left behind by a server that is gone", pidFile);
            Files.deleteIfExists(pidFile);
        }
    }

    private static long parsePid(String line) {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A server works in its folder, also when that was moved meanwhile. Where the system does not tell, its command line names it. */
    private boolean servesThisFolder(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), folder)
                    && process.info().command().orElse("").contains("/bin/postgres");
        } catch (IOException e) {
            return process.info()
                    .arguments()
                    .map(arguments -> List.of(arguments).contains(folder.toString()))
                    .orElse(false);
        }
    }

    Path folder() {
        return folder;
    }

    String password() {
        return password;
    }
}
