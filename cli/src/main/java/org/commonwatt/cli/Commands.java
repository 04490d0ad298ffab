package org.commonwatt.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.OutputClosed;
import org.commonwatt.cli.terminal.ProblemText;
import org.commonwatt.cli.terminal.Shutdown;
import org.commonwatt.cli.terminal.Terminal;
import org.commonwatt.protocol.Problem;

/** Puts the commands together, and turns whatever they throw into a sentence and an exit code. */
final class Commands {

    private Commands() {}

    static CommandLine in(Setting setting) {
        Terminal terminal = setting.terminal();
        CommandLine commandLine = new CommandLine(CommonwattCommand.class, withSetting(setting));
        commandLine
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 120))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.outIsTerminal() && setting.variable("NO_COLOR").isEmpty() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((wrong, arguments) -> misunderstood(terminal, wrong, arguments))
                .setExecutionExceptionHandler((thrown, command, parsed) -> failed(terminal, thrown, parsed));
        everyCommand(commandLine);
        return commandLine;
    }

    /** Help on every command, without writing the option into each. */
    private static void everyCommand(CommandLine commandLine) {
        if (!commandLine.getCommandSpec().mixinStandardHelpOptions()) {
            commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        }
        commandLine.getCommandSpec().versionProvider(new Version());
        commandLine.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        commandLine.getSubcommands().values().forEach(Commands::everyCommand);
    }

    /** Commands that take the setting get it; picocli makes everything else. */
    private static IFactory withSetting(Setting setting) {
        IFactory usual = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (List.of(constructor.getParameterTypes()).equals(List.of(Setting.class))) {
                        return type.cast(constructor.newInstance(setting));
                    }
                }
                return usual.create(type);
            }
        };
    }

    private static int misunderstood(Terminal terminal, ParameterException wrong, String[] arguments) {
        StringBuilder text = new StringBuilder("commonwatt: ").append(wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            text.append("\n  did you mean ")
                    .append(unmatched.getSuggestions().getFirst())
                    .append('?');
        }
        text.append("\n  'commonwatt ")
                .append(subcommands(wrong.getCommandLine()))
                .append("--help' says how it is used.");
        terminal.say(text.toString());
        if (List.of(arguments).contains(JsonOption.NAME)) {
            terminal.json(new Wrong(Problem.misunderstood(wrong.getMessage())));
        }
        return ExitCode.USAGE;
    }

    private static String subcommands(CommandLine command) {
        String whole = command.getCommandSpec().qualifiedName(" ");
        int space = whole.indexOf(' ');
        return space < 0 ? "" : whole.substring(space + 1) + " ";
    }

    private static int failed(Terminal terminal, Exception thrown, ParseResult parsed) {
        if (Shutdown.begun() || thrown instanceof OutputClosed) {
            return ExitCode.SOFTWARE;
        }
        Problem problem = thrown instanceof Failure failure ? failure.problem() : unexpected(thrown);
        terminal.say("commonwatt: " + ProblemText.of(problem));
        if (parsed.expandedArgs().contains(JsonOption.NAME)) {
            terminal.json(new Wrong(problem));
        }
        return ExitCode.SOFTWARE;
    }

    private static Problem unexpected(Exception thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new Problem(
                "urn:commonwatt:problem:internal",
                "A mistake in commonwatt itself",
                0,
                "This is a mistake in commonwatt itself, please report it: "
                        + thrown.getClass().getSimpleName()
                        + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()) + place,
                null,
                null);
    }

    /** What {@code --json} prints when a command fails. */
    private record Wrong(Problem error) {}
}
