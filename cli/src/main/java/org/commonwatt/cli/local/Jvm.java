package org.commonwatt.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;

/**
 * Command lines of Java programs.
 *
 * @param java the program {@code java}
 * @param jar what it runs, or the empty path
 */
record Jvm(Path java, Path jar) {

    static Jvm of(Setting setting) {
        return new Jvm(setting.installation().java(), Path.of(""));
    }

    Jvm jar(Path wanted) {
        if (!Files.isRegularFile(wanted)) {
            throw new Failure(
                    "There is no " + wanted + ". The launcher 'commonwatt' builds it; is this installation whole?");
        }
        return new Jvm(java, wanted);
    }

    List<String> with(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
