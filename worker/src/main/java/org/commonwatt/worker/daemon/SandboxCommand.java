package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.Json;
import org.commonwatt.worker.run.FolderTree;
import org.commonwatt.worker.run.TrainerLauncher;
import org.commonwatt.worker.sandbox.Protections;

/** Finds out what a trainer would be held to. */
@Command(
        name = "sandbox",
        description = "Says which protections trainers run under on this machine, by trying them.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        System.setProperty("org.slf4j.simpleLogger.log.org.commonwatt", "error");
        // Leaves nothing behind, wherever it is asked.
        Path folder = Files.createTempDirectory("commonwatt-sandbox");
        Protections protections;
        try {
            protections = new TrainerLauncher(folder.resolve("engine")).protections();
        } finally {
            FolderTree.delete(folder);
        }
        spec.commandLine()
                .getOut()
                .println(json ? Json.mapper().writeValueAsString(object(protections)) : protections.words());
        return 0;
    }

    private static Map<String, Object> object(Protections protections) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("by", protections.by());
        object.put("on", protections.on());
        object.put("off", protections.off());
        object.put("words", protections.words());
        return object;
    }
}
