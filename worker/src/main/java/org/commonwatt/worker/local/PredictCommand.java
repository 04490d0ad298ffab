package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.worker.machine.DataRoot;
import org.commonwatt.worker.machine.Printable;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.Prediction;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.run.FolderTree;
import org.commonwatt.worker.run.LoneTrainer;
import org.commonwatt.worker.run.TrainerLauncher;

/** Uses a trained model. */
@Command(
        name = "commonwatt predict",
        description = "Asks a trained model about one input, on this machine.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "1:failed", "2:wrong options"},
        footer = {
            "",
            "Examples:",
            "  commonwatt predict digits-mlp/model.safetensors seven.png",
            "  commonwatt predict iris/ 5.1,3.5,1.4,0.2",
            "  commonwatt predict iris/ row.json --json",
            "  commonwatt predict cmudict-seq2seq/ voltage",
            "  commonwatt predict mobydick-word2vec/ whale",
            "  commonwatt predict mobydick-gpt/ 'The whale ' --tokens 500 --temperature 0.5 --seed 7"
        })
public final class PredictCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 5;

    private static final Pattern MISTYPED_OPTION = Pattern.compile("-[^0-9.].*", Pattern.DOTALL);

    private static final int MOST_TOKENS = 100_000;
    private static final double HOTTEST = 100;

    /** What a Java machine with libtorch takes, and room for a network of 100 million parameters. */
    private static final long MEMORY = 2L << 30;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model.safetensors, or a run's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "INPUT",
            description =
                    "An image (PNG, JPEG), numbers as CSV or JSON, or a text; in a file or as it is; - reads standard input.")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many tokens are added to a text, where the model continues texts. Default: 200.")
    private int tokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.8",
            description =
                    "How freely they are drawn: 0 always takes the likeliest one, 1 draws each as often as the model "
                            + "expects it. Default: 0.8.")
    private double temperature;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Another seed draws another continuation. Default: 1.")
    private long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one JSON object as the last line of standard output.")
    private boolean json;

    public PredictCommand() {
        this(Console.ofProcess(System.getProperty("commonwatt.terminal", "")));
    }

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireKnownOptions();
        try {
            show(predict());
            return 0;
        } catch (Trouble trouble) {
            return console.fail(trouble, json);
        }
    }

    /** What looks like an option and is none comes as an input, as negative numbers do; after {@code --} anything is an input. */
    private void requireKnownOptions() {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        for (String word : List.of(model.toString(), input)) {
            if (MISTYPED_OPTION.matcher(word).matches() && !words.contains("--")) {
                throw wrong("Unknown option: '" + word + "'; an input that begins like one stands after --");
            }
        }
    }

    private Prediction predict() throws Trouble, InterruptedException {
        ToTrainer.Sampling sampling = sampling();
        Path file = Files.isDirectory(model) ? model.resolve("model.safetensors") : model;
        if (!Files.isRegularFile(file)) {
            throw new Trouble("There is no model " + file + ".");
        }
        List<Path> readable = new ArrayList<>();
        ToTrainer.Input given = given(readable);
        try {
            Path place = file.toRealPath();
            readable.add(place);
            ToTrainer.Predict order = new ToTrainer.Predict(place.toString(), given, sampling);
            Path work = Files.createTempDirectory("commonwatt-predict-");
            try {
                return ask(order, work, readable);
            } finally {
                FolderTree.deleteIfExists(work);
            }
        } catch (IOException broken) {
            throw new Trouble("A file that the model needs can't be used: " + FileTrouble.of(broken) + ".");
        }
    }

    private ToTrainer.Sampling sampling() {
        if (tokens < 1 || tokens > MOST_TOKENS) {
            throw wrong("--tokens is " + tokens + "; it goes from 1 to " + MOST_TOKENS + ".");
        }
        // Not a number is neither.
        if (!(temperature >= 0 && temperature <= HOTTEST)) {
            throw wrong("--temperature is " + temperature + "; it goes from 0 to " + HOTTEST + ".");
        }
        return new ToTrainer.Sampling(tokens, temperature, seed);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private ToTrainer.Input given(List<Path> readable) throws Trouble {
        try {
            if (input.equals("-")) {
                return new ToTrainer.Input(null, new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
            }
            Path file = Path.of(input);
            if (Files.isRegularFile(file)) {
                Path real = file.toRealPath();
                readable.add(real);
                return new ToTrainer.Input(real.toString(), null);
            }
        } catch (InvalidPathException noPath) {
            // Then it is the input itself.
        } catch (IOException unreadable) {
            throw new Trouble("The input can't be read: " + FileTrouble.of(unreadable) + ".");
        }
        return new ToTrainer.Input(null, input);
    }

    private Prediction ask(ToTrainer.Predict order, Path work, List<Path> readable)
            throws IOException, Trouble, InterruptedException {
        TrainerLauncher launcher =
                new TrainerLauncher(DataRoot.of(data).resolve("worker").resolve("engine"));
        try (LoneTrainer trainer = LoneTrainer.start(launcher, new LoneTrainer.Place(work, readable, MEMORY), order)) {
            for (FromTrainer said = trainer.next(); said != null; said = trainer.next()) {
                if (said instanceof FromTrainer.Predicted predicted) {
                    return predicted.prediction();
                }
                if (said instanceof FromTrainer.Failed failed) {
                    throw new Trouble(failed.message());
                }
            }
        }
        throw new Trouble("The model said nothing.");
    }

    private void show(Prediction prediction) {
        if (json) {
            console.json(new Answer(prediction));
            return;
        }
        switch (prediction) {
            case Prediction.Classes classes ->
                classes.guesses().stream().limit(MOST_SHOWN).forEach(this::show);
            case Prediction.Neighbours nearest -> nearest.words().forEach(this::show);
            case Prediction.Numbers numbers ->
                console.result(numbers.values().stream().map(Chart::number).collect(Collectors.joining(", ")));
            case Prediction.Text text -> console.result(text.text());
        }
    }

    private void show(Prediction.Guess guess) {
        console.result(String.format(Locale.ROOT, "%7.4f  %s", guess.score(), Printable.line(guess.label())));
    }

    /** What {@code --json} prints. */
    private record Answer(Prediction prediction) {}
}
