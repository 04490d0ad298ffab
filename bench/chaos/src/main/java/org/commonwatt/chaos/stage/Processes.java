package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Lets processes sleep, and wakes them up; false when none of them was there, and nobody slept. */
    static boolean freeze(List<ProcessHandle> processes, Duration lasts) throws InterruptedException {
        List<ProcessHandle> asleep = new ArrayList<>();
        try {
            for (ProcessHandle process : processes) {
                if (process.isAlive() && signal("STOP", process)) {
                    asleep.add(process);
                }
            }
            if (!asleep.isEmpty()) {
                Thread.sleep(lasts);
            }
        } finally {
            for (ProcessHandle process : asleep) {
                signal("CONT", process);
            }
        }
        return !asleep.isEmpty();
    }

    /** Sends a signal that Java has no method for; false where it did not arrive. */
    private static boolean signal(String name, ProcessHandle process) throws InterruptedException {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new IllegalStateException("there is no program 'kill'", e);
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
