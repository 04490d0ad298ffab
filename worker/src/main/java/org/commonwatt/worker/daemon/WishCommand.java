package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.form.Durations;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.worker.limits.Wish;

/** The owner's three verbs. Each leaves a note that the worker finds within seconds, or when it is started next. */
abstract class WishCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Wish.Verb verb;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    /** Options of all three. */
    static final class Options {

        @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
        private @Nullable Path dataFolder;

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;
    }

    WishCommand(Wish.Verb verb) {
        this.verb = verb;
    }

    /** How long the wish holds, or null to hold until another one. */
    @Nullable
    String length() {
        return null;
    }

    @Override
    public Integer call() throws Complaint {
        DataFolder data = DataFolder.of(options.dataFolder);
        data.create();
        String length = length();
        Instant until = length == null ? null : Clock.systemUTC().instant().plus(duration(length));
        Wish wish = new Wish(verb, until);
        try {
            wish.save(data.wish());
        } catch (IOException unwritable) {
            throw new Complaint(
                    Complaint.Code.MACHINE,
                    "The wish can't be written to " + data.wish() + ": " + FileTrouble.of(unwritable) + ".");
        }
        boolean running = data.isInUse();
        spec.commandLine()
                .getOut()
                .println(
                        options.json
                                ? Json.mapper().writeValueAsString(new Said(verb, until, running))
                                : sentence(until) + (running ? "" : " The worker does not run at present."));
        return 0;
    }

    private Duration duration(String length) {
        try {
            Duration duration = Durations.parse(length);
            if (duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--for takes " + wrong.getMessage() + ", not " + length);
        }
        throw new ParameterException(
                spec.commandLine(),
                "--for takes at most " + LONGEST.toDays() + " days, not " + length
                        + "; without it the machine is paused until 'worker resume'");
    }

    private String sentence(@Nullable Instant until) {
        String end = until == null ? "until 'worker resume'" : "until " + until;
        return switch (verb) {
            case RESUME -> "The machine works whenever its limits allow.";
            case FINISH -> "The present task goes on to its end; no other is taken " + end + ".";
            case PAUSE -> "The present task is given back with a checkpoint; no other is taken " + end + ".";
        };
    }

    /** What {@code --json} prints. */
    private record Said(Wish.Verb wish, @Nullable Instant until, boolean running) {}

    @Command(
            name = "resume",
            description = "Lets this machine work again, whenever its limits allow.",
            mixinStandardHelpOptions = true)
    static final class Resume extends WishCommand {
        Resume() {
            super(Wish.Verb.RESUME);
        }
    }

    @Command(
            name = "finish",
            description = "Ends the present task, then takes no other until 'worker resume'.",
            mixinStandardHelpOptions = true)
    static final class Finish extends WishCommand {
        Finish() {
            super(Wish.Verb.FINISH);
        }
    }

    @Command(
            name = "pause",
            description = "Gives the machine back at once: checkpoint, release, no work until 'worker resume'.",
            mixinStandardHelpOptions = true)
    static final class Pause extends WishCommand {

        @Option(names = "--for", paramLabel = "TIME", description = "Resume by itself after this, such as 90m or 2h.")
        private @Nullable String length;

        Pause() {
            super(Wish.Verb.PAUSE);
        }

        @Override
        @Nullable
        String length() {
            return length;
        }
    }
}
