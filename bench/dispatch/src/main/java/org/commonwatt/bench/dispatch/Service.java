package org.commonwatt.bench.dispatch;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own. */
final class Service implements AutoCloseable {

    private final Process process;
    private final int port;

    private Service(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param options of the JVM, then properties of the service as {@code --name=value} */
    static Service start(Database database, String url, Path folder, String... options) throws Exception {
        Files.createDirectories(folder);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        Arrays.stream(options).filter(option -> !option.startsWith("--")).forEach(command::add);
        command.addAll(List.of(
                "-cp",
                ownJars(),
                "org.commonwatt.api.Commonwatt",
                "--server.port=" + port,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--commonwatt.data-dir=" + folder));
        Arrays.stream(options).filter(option -> option.startsWith("--")).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
        Service service = new Service(process, port);
        service.awaitReady(folder);
        return service;
    }

    private static String ownJars() {
        return System.getProperty("java.class.path")
                .replaceAll("[^" + File.pathSeparator + "]*bench[^" + File.pathSeparator + "]*", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path folder) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                HttpURLConnection connection = (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + "/actuator/health").toURL().openConnection();
                if (connection.getResponseCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The service did not start; its log is " + folder.resolve("service.log"));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Resident memory in bytes. Linux alone. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Processor time so far. */
    java.time.Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
