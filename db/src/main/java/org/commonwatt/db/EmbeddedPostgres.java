package org.commonwatt.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for machines without a server: it listens on loopback at a free port, asks for a password
 * that was made for this folder, and keeps what it acknowledged through a power cut.
 *
 * <p>One folder serves one process at a time. What a killed process left behind is cleared away first: its server is
 * stopped, its pid file removed. A folder of another major version is refused and left as it is.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final int START_ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** pg_ctl hands paths to a shell, between double quotes. */
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"$`\\r\\n]");

    private final FolderLock lock;
    private final PostgresCommands commands;
    private final Cluster cluster;
    private final int port;

    private EmbeddedPostgres(FolderLock lock, PostgresCommands commands, Cluster cluster, int port) {
        this.lock = lock;
        this.commands = commands;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Where an embedded PostgreSQL lives.
     *
     * @param dataFolder the service's data folder; the database lies in its folder {@code postgres}
     * @param programs where PostgreSQL's programs are unpacked to
     * @param parameters server parameters beyond our own, for tests
     */
    public record Settings(Path dataFolder, Path programs, Map<String, String> parameters) {

        /** The usual places within a data folder. */
        public static Settings in(Path dataFolder) {
            return new Settings(dataFolder, dataFolder.resolve("runtime"), Map.of());
        }
    }

    /**
     * Starts the server, making the database first where there is none.
     *
     * @throws DatabaseUnavailable with a sentence that says what to do
     */
    public static EmbeddedPostgres start(Settings settings) {
        Path folder = writable(settings.dataFolder());
        FolderLock lock = FolderLock.take(folder);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(settings.programs());
            PostgresCommands commands = new PostgresCommands(binaries, folder.resolve("logs/postgres.log"));
            Cluster cluster = Cluster.openOrMake(folder.resolve("postgres"), commands);
            cluster.clearLeftovers(commands);
            return new EmbeddedPostgres(lock, commands, cluster, startOnFreePort(cluster, commands, settings));
        } catch (IOException e) {
            lock.release();
            throw new DatabaseUnavailable("The embedded database can't start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private static int startOnFreePort(Cluster cluster, PostgresCommands commands, Settings settings)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = FreePort.find();
            cluster.configure(port, settings.parameters());
            try {
                commands.start(cluster.folder());
                log.info("Embedded PostgreSQL {} listens on 127.0.0.1:{}", PostgresBinaries.version(), port);
                return port;
            } catch (IOException e) {
                // Another program may have taken the port meanwhile, or processes of a killed server are still dying.
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
                log.debug("Attempt {} to start PostgreSQL failed", attempt, e);
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
    }

    private static Path writable(Path folder) {
        try {
            Path real = Files.createDirectories(
                            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toRealPath();
            if (UNQUOTABLE.matcher(real.toString()).find()) {
                throw new DatabaseUnavailable("The data folder " + real + " has a character in its path that "
                        + "PostgreSQL's programs can't bear (\", $, ` or the end of a line). Choose another folder "
                        + "with COMMONWATT_DATA; nothing was changed.");
            }
            if (Files.isWritable(real)) {
                return real;
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data folder " + folder + " can't be used: " + e.getMessage(), e);
        }
        throw new DatabaseUnavailable("The data folder " + folder + " can't be written to by this user.");
    }

    /** Address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    /** The only user. */
    public String username() {
        return Cluster.USER;
    }

    /** The password that was made for this folder. */
    public String password() {
        return cluster.password();
    }

    /** Stops the server after its running transactions were rolled back, and lets go of the folder. Repeats are harmless. */
    @Override
    public void close() {
        if (lock.isReleased()) {
            return;
        }
        try {
            commands.stop(cluster.folder());
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL did not stop: {}", e.getMessage());
        } finally {
            lock.release();
        }
    }
}
