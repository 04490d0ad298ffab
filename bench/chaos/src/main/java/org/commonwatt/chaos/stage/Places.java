package org.commonwatt.chaos.stage;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * @param root of the repository, with the built programs
 * @param kept what is made once and used by all runs: the unpacked service, archives of classes, PyTorch, PostgreSQL
 * @param run this run's folder
 */
public record Places(Path root, Path kept, Path run) {

    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    Path serviceJar() {
        return root.resolve("api/target/commonwatt-api.jar");
    }

    Path workerJar() {
        return root.resolve("worker/target/commonwatt-worker.jar");
    }

    /** The service's data folder, which all replicas share. */
    public Path serviceData() {
        return run.resolve("service");
    }

    /** Where the service keeps artifacts. */
    public Path store() {
        return serviceData().resolve("artifacts");
    }

    Path database() {
        return run.resolve("database");
    }

    /** What every program writes. */
    public Path logs() {
        return run.resolve("logs");
    }

    /** What the service acknowledged. */
    public Path journal() {
        return run.resolve("journal.jsonl");
    }

    Path node(int number) {
        return run.resolve("node-" + number);
    }
}
