package org.commonwatt.cli.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.Shutdown;

/**
 * A program on the PATH that a preparation needs. It ends with this process at the latest.
 *
 * @param name the program
 * @param folder where it runs
 */
record Tool(String name, Path folder) {

    private static final int MOST_SHOWN = 800;

    /** Runs it to its end; a failure shows the end of what it printed. */
    void run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        Process process = start(command);
        Thread atExit = new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new Failure("'" + name + "' ended with status " + status + ":\n"
                        + output.substring(Math.max(0, output.length() - MOST_SHOWN))
                                .strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        } finally {
            if (!Shutdown.begun()) {
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new Failure(
                    "Node.js 20.19 or a later 20, or 22.12 or newer, with npm is needed to prepare the examples' datasets, and '"
                            + name + "' cannot be started. Install Node.js, then run this again.");
        }
    }
}
