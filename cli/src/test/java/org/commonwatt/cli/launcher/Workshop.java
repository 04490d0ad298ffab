package org.commonwatt.cli.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A small tree with the launcher in it, and folders of stand-ins for the programs that it looks for. */
final class Workshop {

    private static final List<String> MODULES = List.of("protocol", "scheduler", "db", "api", "worker", "cli");

    private final Path root;
    private final Path programs;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a run came to. */
    record Run(int status, String out, String err) {}

    Workshop(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("a tree"));
        programs = Files.createDirectories(folder.resolve("some programs"));
        home = folder;
        Files.copy(Path.of("../commonwatt"), root.resolve("commonwatt"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Files.createDirectories(root.resolve(module).resolve("src"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(root.resolve(module).resolve("src/Main.java"), "class Main {}");
        }
        Files.createDirectories(root.resolve("web-ui/src"));
        environment.put("PATH", programs + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("COMMONWATT_JDK_PATH", folder.resolve("jdks").toString());
        // The machine's own programs must not answer in place of the stand-ins.
        program("java", "exit 127");
        program("mvn", "echo 'mvn was not to run' >&2; exit 99");
        program("node", "echo v20.19.0");
        program("npm", "echo 10.2.4");
    }

    Path root() {
        return root;
    }

    Workshop with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Workshop without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** A program on the PATH. */
    Path program(String name, String script) throws IOException {
        return executable(programs.resolve(name), script);
    }

    /** A Java that answers {@code -version}, and otherwise prints the arguments it was started with, one a line. */
    static Path jdk(Path home, String version, boolean compiler) throws IOException {
        executable(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + "\" 2025-01-01' >&2; exit; fi\nfor argument; do printf '%s\\n' \"$argument\"; done");
        if (compiler) {
            executable(home.resolve("bin/javac"), "exit 0");
        }
        return home;
    }

    /** A JDK in the only place that the launcher is told to look in. */
    Path usualJdk(String version) throws IOException {
        return jdk(home.resolve("jdks/one of them"), version, true);
    }

    /** A Maven that takes some seconds and makes the jars of the modules it is asked for, noting its runs in a file. */
    void maven(int seconds) throws IOException {
        program("mvn", """
                echo "$JAVA_HOME" >>runs
                sleep %d
                while [ $# -gt 0 ]; do
                  if [ "$1" = -pl ]; then modules=$2; fi
                  shift
                done
                echo '[INFO] Building Commonwatt protocol 0.1.0-SNAPSHOT                            [1/2]'
                for module in $(echo "$modules" | tr , ' '); do
                  mkdir -p "$module/target"
                  echo jar >"$module/target/commonwatt-$module.jar"
                done
                """.formatted(seconds));
    }

    /** How often Maven ran. */
    int builds() throws IOException {
        Path runs = root.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    /** Marks modules as built after everything that was changed so far. */
    void built(String... modules) throws IOException {
        for (String module : modules) {
            Path target = Files.createDirectories(root.resolve(module).resolve("target"));
            Files.writeString(target.resolve("commonwatt-" + module + ".jar"), "jar");
            Files.writeString(target.resolve(".built"), "");
            Files.setLastModifiedTime(target.resolve(".built"), later());
        }
    }

    /** Changes a file after everything that was built so far. */
    void touch(String file) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), later());
    }

    private FileTime later() throws IOException {
        // Each later than the one before, whatever the file system's clock can tell apart.
        minutes++;
        return FileTime.from(Instant.now().plusSeconds(60L * minutes));
    }

    private int minutes;

    Process start(Path from, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(root, root.resolve("commonwatt"), arguments));
    }

    static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end");
        }
        return new Run(process.exitValue(), out, err);
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
