package org.commonwatt.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.commonwatt.cli.setting.Setting;
import org.commonwatt.protocol.Json;

/** Checks the programs that building and preparing data need. */
final class Tools {

    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,4})\\.([0-9]{1,4})");
    private static final Pattern MAVEN_VERSION = Pattern.compile("Maven ([0-9]{1,4})\\.([0-9]{1,4})");
    private static final String MAVEN = "Install Apache Maven 3.8 or newer.";
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Setting setting;

    Tools(Setting setting) {
        this.setting = setting;
    }

    Finding java() {
        String says =
                Runtime.version().feature() + " (" + Runtime.version() + ") at " + System.getProperty("java.home");
        boolean compiler = Files.isExecutable(setting.installation().java().resolveSibling("javac"));
        return compiler
                ? Finding.fine("java", says)
                : Finding.note("java", says + ", without a compiler", "Install a whole JDK of 21 or newer to build.");
    }

    Finding maven() {
        return output(List.of("mvn", "-version"))
                .map(text -> text.lines().findFirst().orElse("").replaceAll("\u001B\\[[0-9;]*m", ""))
                .map(first -> isNewEnoughMaven(first)
                        ? Finding.fine("maven", first)
                        : missing("maven", "mvn is " + first + ".", MAVEN))
                .orElseGet(() -> missing("maven", "There is no 'mvn' on the PATH that answers.", MAVEN));
    }

    Finding node() {
        Optional<String> node = output(List.of("node", "--version"));
        Optional<String> npm = output(List.of("npm", "--version"));
        if (node.filter(Tools::isNewEnough).isPresent() && npm.isPresent()) {
            return Finding.fine("node", "node " + node.get().strip() + ", npm " + lastLine(npm.get()));
        }
        return missing(
                "node",
                "node is " + node.map(String::strip).orElse("not there") + ", npm is "
                        + npm.map(Tools::lastLine).orElse("not there") + ".",
                "Install Node.js 20.19 or a later 20, or 22.12 or newer, with npm.");
    }

    /** What the worker says of its sandbox; before it is built, what the system lets expect. */
    Finding sandbox() {
        Path worker = setting.installation().workerJar();
        return Files.isRegularFile(worker)
                ? output(List.of(
                                setting.installation().java().toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                worker.toString(),
                                "sandbox",
                                "--json"))
                        .flatMap(Tools::protections)
                        .orElseGet(this::expectedSandbox)
                : expectedSandbox();
    }

    /** The worker's own finding; nothing where its last line is none. */
    static Optional<Finding> protections(String said) {
        try {
            JsonNode answer = Json.mapper().readTree(lastLine(said));
            String words = answer.path("words").asString("");
            if (words.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    answer.path("off").isEmpty()
                            ? Finding.fine("sandbox", words)
                            : Finding.note(
                                    "sandbox",
                                    words,
                                    "On Linux, install bubblewrap and allow unprivileged user namespaces; jobs are"
                                            + " declarations, so that a trainer never runs a stranger's code."));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private Finding expectedSandbox() {
        if (output(List.of("bwrap", "--version")).isEmpty()) {
            return Finding.note(
                    "sandbox",
                    "There is no bubblewrap: trainers run without a closed network and file system.",
                    "Install bubblewrap (Debian: apt install bubblewrap).");
        }
        return output(List.of(
                        "bwrap", "--unshare-net", "--unshare-pid", "--die-with-parent", "--ro-bind", "/", "/", "true"))
                .map(text -> Finding.fine(
                        "sandbox", "bubblewrap works: trainers have no network and no file outside their folder"))
                .orElseGet(() -> Finding.note(
                        "sandbox",
                        "bubblewrap is there but may not make namespaces here.",
                        "Allow unprivileged user namespaces, or run on a host that does."));
    }

    /** What is built needs no tools to run, only to be built again. */
    private Finding missing(String subject, String says, String cure) {
        boolean built = Files.isRegularFile(setting.installation().apiJar())
                && Files.isRegularFile(setting.installation().workerJar());
        return built
                ? Finding.note(subject, says + " Everything is built, so it is not needed now.", cure)
                : Finding.wrong(subject, says, cure);
    }

    /**
     * Whether it is 20.19 or a later 20, or 22.12 at least, as the dashboard's build asks for.
     *
     * @param version as {@code node --version} prints it, {@code v20.19.2}
     */
    static boolean isNewEnough(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return switch (major) {
            case 20 -> minor >= 19;
            case 22 -> minor >= 12;
            default -> major > 22;
        };
    }

    /**
     * Whether it is 3.8 at least.
     *
     * @param version as {@code mvn -version} begins, {@code Apache Maven 3.9.11 (…)}
     */
    static boolean isNewEnoughMaven(String version) {
        Matcher matcher = MAVEN_VERSION.matcher(version);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 3 || (major == 3 && Integer.parseInt(matcher.group(2)) >= 8);
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, last) -> last).orElse("");
    }

    /** What a program prints, if it can be started and succeeds in time. */
    private static Optional<String> output(List<String> command) {
        return output(command, LONGEST);
    }

    static Optional<String> output(List<String> command, Duration longest) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                // A read can't time out, so another thread reads and this one waits no longer than it wants.
                String text = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread)
                        .get(longest.toMillis(), TimeUnit.MILLISECONDS);
                return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0
                        ? Optional.of(text)
                        : Optional.empty();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
