package org.commonwatt.worker.sandbox;

import java.nio.file.Path;
import java.util.List;

/** Sandboxes that a machine with a better one would not choose. */
public final class Sandboxes {

    private Sandboxes() {}

    /** Walls of namespaces alone. */
    public static Sandbox namespaces() {
        return Sandbox.of(new Walls.Namespaces());
    }

    /** Whether a sandbox works here. */
    public static boolean works(Sandbox sandbox) {
        return sandbox.trial(Path.of(System.getProperty("java.home"), "bin", "java"), List.of()) == null;
    }
}
