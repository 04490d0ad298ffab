package org.commonwatt.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.commonwatt.cli.setting.Program;
import org.commonwatt.cli.terminal.Failure;

/**
 * How Java programs are started.
 *
 * @param java the program {@code java}
 * @param light whether the program has little to do, so that the second, dearer compiler only takes from training
 */
record Jvm(Path java, boolean light) {

    /** The command that runs a program. */
    List<String> command(Program program, String... arguments) {
        if (!Files.isRegularFile(program.jar())) {
            throw new Failure("There is no " + program.jar()
                    + ". The launcher 'commonwatt' builds it; is this installation whole?");
        }
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        if (light) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (program.archive() != null) {
            // Made by the JVM itself at its first end. A missing or unfit one is no news for the program's log.
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + program.archive(), "-Xlog:disable"));
        }
        command.addAll(List.of("-jar", program.jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
