package org.commonwatt.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;

import org.commonwatt.cli.setting.DataFolder;

/** Who the worker of this machine is to its service: a file that the worker writes when it joins. */
public final class WorkerIdentity {

    private WorkerIdentity() {}

    /** Where it lies. */
    public static Path file(DataFolder data) {
        return data.worker().resolve("node.json");
    }

    static boolean exists(DataFolder data) {
        return Files.isRegularFile(file(data));
    }
}
