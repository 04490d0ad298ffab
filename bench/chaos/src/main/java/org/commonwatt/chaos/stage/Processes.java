package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at the machine's processes; Linux only. */
final class Processes {

    private static final String TRAINER = "org.commonwatt.worker.training.TrainerMain";

    private Processes() {}

    /** The trainers that work in a folder, whoever their parent is by now. */
    static List<ProcessHandle> trainersIn(Path folder) {
        return all(words -> words.getFirst().endsWith("java")
                && words.contains(TRAINER)
                && words.stream().anyMatch(word -> word.contains(folder.toString())));
    }

    /** Every process that names a folder on its command line; this one apart. */
    static List<ProcessHandle> naming(Path folder) {
        long self = ProcessHandle.current().pid();
        return all(words -> words.stream().anyMatch(word -> word.contains(folder.toString()))).stream()
                .filter(process -> process.pid() != self)
                .filter(process -> ProcessHandle.current().parent().stream().noneMatch(process::equals))
                .toList();
    }

    static String commandLine(ProcessHandle process) {
        return String.join(" ", words(process));
    }

    /** Sends a signal that Java has no method for. */
    static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("there is no program 'kill'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ProcessHandle> all(java.util.function.Predicate<List<String>> condition) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    List<String> words = words(process);
                    return !words.isEmpty() && condition.test(words);
                })
                .toList();
    }

    private static List<String> words(ProcessHandle process) {
        try {
            String line =
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
            return line.isEmpty() ? List.of() : List.of(line.split("\0"));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
