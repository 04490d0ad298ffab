package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.worker.local.PredictCommand;
import org.commonwatt.worker.local.TrainCommand;
import org.commonwatt.worker.machine.Printable;

/** The worker on a donated machine. */
@Command(
        name = "worker",
        description = "Lends this machine to a Commonwatt service.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JoinCommand.class,
            RunCommand.class,
            StatusCommand.class,
            SandboxCommand.class,
            WishCommand.Resume.class,
            WishCommand.Finish.class,
            WishCommand.Pause.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or stopped by who started it",
            "1:something is wrong with this machine or its data folder",
            "2:wrong options",
            "3:this machine has not joined, or the service does not accept it",
            "4:the service does not answer",
            "130, 143:stopped as asked, by Ctrl-C or SIGTERM"
        })
public final class WorkerMain {

    /** Runs a subcommand and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(
                arguments.length > 0
                        ? execute(arguments)
                        : commandLine(new WorkerMain()).execute());
    }

    /** Two commands of {@code commonwatt} itself live here, as they need the trainer and nothing of a service. */
    private static int execute(String[] arguments) {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        return switch (arguments[0]) {
            case "train" -> alone(new TrainCommand()).execute(rest);
            // An input may begin with a minus.
            case "predict" ->
                alone(new PredictCommand())
                        .setUnmatchedOptionsArePositionalParams(true)
                        .execute(rest);
            default -> commandLine(new WorkerMain()).execute(arguments);
        };
    }

    /** A command at somebody's terminal, who did not ask for the worker's log. */
    private static CommandLine alone(Object command) {
        System.setProperty("org.slf4j.simpleLogger.log.org.commonwatt", "warn");
        return understanding(command);
    }

    /** Tells programs what is wrong with their options in the form in which {@code commonwatt}'s other commands do. */
    private static CommandLine understanding(Object command) {
        CommandLine line = new CommandLine(command);
        tellVersion(line);
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler((wrong, arguments) -> {
            int status = usual.handleParseException(wrong, arguments);
            tellPrograms(Problem.misunderstood(wrong.getMessage()), wrong.getCommandLine(), List.of(arguments));
            return status;
        });
    }

    /** Every command that knows {@code --version} prints the same. */
    private static void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(WorkerMain::tellVersion);
    }

    private static void tellPrograms(Problem problem, CommandLine line, List<String> arguments) {
        if (arguments.contains("--json")) {
            line.getOut().println(Json.mapper().writeValueAsString(new Wrong(problem)));
        }
    }

    /** What {@code --json} prints when a command is not understood, or fails. */
    private record Wrong(Problem error) {}

    /** A command whose complaints, and this machine's about its files, are printed as the sentences that they are. */
    static CommandLine commandLine(Object command) {
        return understanding(command).setExecutionExceptionHandler((failure, line, parsed) -> {
            Complaint complaint =
                    switch (failure) {
                        case Complaint known -> known;
                        case IOException ofFiles -> Complaint.about(ofFiles);
                        default -> throw failure;
                    };
            line.getErr().println(Printable.text(String.valueOf(complaint.getMessage())));
            tellPrograms(Problem.failed(complaint.getMessage()), line, parsed.originalArgs());
            return complaint.status();
        });
    }

    /** The version that the build wrote into the jar. */
    static String version() {
        String built = WorkerMain.class.getPackage().getImplementationVersion();
        return built == null ? "unpacked" : built;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"commonwatt worker " + version()};
        }
    }
}
