package org.commonwatt.db;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's own programs. They refuse to run as root, so for root each runs in a user namespace of its own, in
 * which it has no more rights than the owner of the files.
 */
final class PostgresCommands {

    /**
     * A server that does not come up ends, which is told at once. One that was killed first goes through what it wrote since its
     * last checkpoint, up to a gigabyte: minutes on a slow disk, all for nothing when nobody waits for it.
     */
    private static final String START_SECONDS = "3600";

    private static final String STOP_SECONDS = "60";
    private static final long LOG_BYTES_KEPT = 8L << 20;

    private final PostgresBinaries binaries;
    private final Path logFile;

    /** @param logFile where the server writes its log */
    PostgresCommands(PostgresBinaries binaries, Path logFile) {
        this.binaries = binaries;
        this.logFile = logFile;
    }

    /** Makes an empty cluster with one superuser who needs a password, and one database for us. */
    void initialise(Path folder, Path passwordFile) throws IOException {
        run(
                "",
                "initdb",
                "--pgdata=" + folder,
                "--username=" + Cluster.USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Sorting that is the same on every machine and does not change with the system's C library.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        run("create database " + Cluster.DATABASE + ";\n", "postgres", "--single", "-D", folder.toString(), "postgres");
    }

    /** Starts the server in the background and waits until it takes connections. */
    void start(Path folder) throws IOException {
        Files.createDirectories(logFile.getParent());
        if (Files.exists(logFile) && Files.size(logFile) > LOG_BYTES_KEPT) {
            Files.move(
                    logFile, logFile.resolveSibling(logFile.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            run("", "pg_ctl", "start", "-D", folder.toString(), "-l", logFile.toString(), "-w", "-t", START_SECONDS);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ". The server's log is " + logFile, e);
        }
    }

    /** Stops the server after rolling back what runs, and waits for it. */
    void stop(Path folder) throws IOException {
        run("", "pg_ctl", "stop", "-D", folder.toString(), "-m", "fast", "-w", "-t", STOP_SECONDS);
    }

    private void run(String input, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("unshare", "-U") : List.of());
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Settings of the user's own for other PostgreSQLs have no place here.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = await(process);
        if (exit != 0 || output.contains("FATAL:")) {
            throw new IOException(explain(program, exit, output));
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String explain(String program, int exit, String output) {
        String said = output.strip().replaceAll("\\s*\\R\\s*", " / ");
        if (said.startsWith("unshare:")) {
            return "PostgreSQL refuses to run as root, and this system does not allow the user namespace that would "
                    + "help (" + said + "). Run the service as another user, or name a PostgreSQL server with "
                    + "SPRING_DATASOURCE_URL";
        }
        return program + " ended with " + exit + ": " + said;
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }
}
