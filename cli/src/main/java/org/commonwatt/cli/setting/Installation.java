package org.commonwatt.cli.setting;

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
