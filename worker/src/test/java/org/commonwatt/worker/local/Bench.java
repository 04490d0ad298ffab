package org.commonwatt.worker.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.worker.daemon.WorkerMain;

/** A folder with a small dataset and a spec, and the commands as somebody would type them there. */
record Bench(Path folder) {

    private static final String DATASET = """
            name: quadrants
            version: 1
            title: Points of the plane
            licence: CC0-1.0
            source: made for a test
            format:
              type: csv
              inputs: [x, y]
              targets: [side]
              target: {type: classes, names: [same, other]}
            splits:
              train: {examples: 400, files: [{path: train.csv}]}
              heldOut: {examples: 100, files: [{path: heldOut.csv}]}
            """;

    private static final String SPEC = """
            name: quadrants
            description: Which quadrant.
            dataset: {ref: "file:data"}
            model:
              type: sequential
              layers:
                - {type: dense, units: 16}
                - {type: batchNorm}
                - {type: activation, function: tanh}
                - {type: dropout, rate: 0.1}
                - {type: dense, units: 2}
            loss: {type: softmaxCrossEntropy}
            optimizer: {type: adam, learningRate: 0.02}
            training: {epochs: %d, batchSize: 20, seed: 5, threads: 1, checkpointSteps: 10}
            metrics: [accuracy]
            """;

    /** Makes the dataset. */
    static Bench in(Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("dataset.yaml"), DATASET);
        Files.writeString(data.resolve("train.csv"), rows(400, 1));
        Files.writeString(data.resolve("heldOut.csv"), rows(100, 2));
        return new Bench(folder);
    }

    private static String rows(int examples, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, examples)
                .mapToObj(row -> {
                    double x = random.nextDouble() - 0.5;
                    double y = random.nextDouble() - 0.5;
                    return x + "," + y + "," + (x * y > 0 ? "same" : "other");
                })
                .collect(Collectors.joining("\n", "x,y,side\n", "\n"));
    }

    /** A spec of so many epochs, 20 steps each. */
    Path spec(int epochs) throws IOException {
        return spec("spec.yaml", String.format(SPEC, epochs));
    }

    Path spec(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What a command printed, and its exit code. */
    record Said(int status, String out, String err) {

        /** The last line of standard output. */
        JsonNode json() {
            return JsonMapper.shared().readTree(out.lines().toList().getLast());
        }
    }

    /** Runs {@code commonwatt train} in this process. */
    Said train(Object... arguments) {
        return run(TrainCommand::new, arguments);
    }

    /** Runs {@code commonwatt predict} in this process. */
    Said predict(Object... arguments) {
        return run(PredictCommand::new, arguments);
    }

    private Said run(java.util.function.Function<Console, Object> command, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(stream(out), stream(err), "");
        int status = new CommandLine(command.apply(console))
                .setOut(new PrintWriter(console.out(), true))
                .setErr(new PrintWriter(console.err(), true))
                .execute(words(arguments).toArray(String[]::new));
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command as a process of its own; its standard error goes to the file {@code stderr}. */
    Process start(String command, Object... arguments) throws IOException {
        return start(List.of(), command, arguments);
    }

    /** The same, as a shell does it for what somebody types at a terminal: the process leads a group. */
    Process startInItsOwnGroup(String command, Object... arguments) throws IOException {
        return start(List.of("setsid"), command, arguments);
    }

    private Process start(List<String> before, String command, Object... arguments) throws IOException {
        List<String> line = new ArrayList<>(before);
        if (OS.LINUX.isCurrentOs()) {
            // What a shell runs in the background is deaf to Ctrl-C, and so would be its children's children.
            line.addAll(List.of("env", "--default-signal=INT,HUP"));
        }
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                command));
        line.addAll(words(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        // A locale that knows nothing beyond ASCII.
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private List<String> words(Object... arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        words.add("--data");
        words.add(folder.resolve("home").toString());
        return words;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
