package org.commonwatt.cli.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of this Commonwatt: the launcher's own. */
public record Installation(Path root) {

    /** The service's jar. */
    public Path apiJar() {
        return root.resolve("api/target/commonwatt-api.jar");
    }

    /** The worker's jar. */
    public Path workerJar() {
        return root.resolve("worker/target/commonwatt-worker.jar");
    }

    /** The service, from the launcher's unpacked copy where that is no older than the jar. */
    public Program service() {
        Path unpacked = root.resolve("api/target/unpacked");
        Path jar = unpacked.resolve("commonwatt-api.jar");
        boolean usable = Files.isRegularFile(jar)
                && changed(unpacked.resolve(".complete"))
                        >= changed(root.resolve("api/target/commonwatt-api.jar.original"));
        return usable ? new Program(jar, unpacked.resolve("api.jsa")) : new Program(apiJar(), null);
    }

    /** The worker. */
    public Program worker() {
        return new Program(workerJar(), root.resolve("worker/target/worker.jsa"));
    }

    /** When a file was changed, in ms since 1970; 0 where there is none. */
    private static long changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The package list and scripts that make the examples' datasets. */
    public Path datasetScripts() {
        return root.resolve("examples/datasets");
    }

    /** An example spec. */
    public Path example(String fileName) {
        return root.resolve("examples").resolve(fileName);
    }

    /** The Java that runs this process; children run on it too. */
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
