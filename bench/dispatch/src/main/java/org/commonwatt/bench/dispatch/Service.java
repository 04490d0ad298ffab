package org.commonwatt.bench.dispatch;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
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
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health")
                                .toURL()
                                .openConnection();
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

    /**
     * What it holds.
     *
     * @param heapMiB objects alive after a full collection
     * @param residentMiB memory of the process. Linux alone
     */
    record Memory(double heapMiB, double residentMiB, long threads) {}

    /** What it holds after a full collection, which stops it for a moment. */
    Memory memory() throws IOException, InterruptedException {
        tool("GC.run");
        String heap = tool("GC.heap_info");
        double kib = Pattern.compile("used (\\d+)K")
                .matcher(heap.replaceAll("(?s)Metaspace.*", ""))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
        return new Memory(kib / 1024, status("VmRSS") / 1024.0, status("Threads"));
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private String tool(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), Long.toString(pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + said);
        }
        return said;
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
