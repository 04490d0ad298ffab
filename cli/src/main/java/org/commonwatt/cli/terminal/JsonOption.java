package org.commonwatt.cli.terminal;

import picocli.CommandLine.Option;

/** {@code --json}, the same on every command. */
public final class JsonOption {

    /** The option's name. */
    public static final String NAME = "--json";

    @Option(
            names = NAME,
            description = "Print one JSON object as the last line of standard output, and everything else elsewhere.")
    private boolean json;

    /** Whether the result is for a program. */
    public boolean wanted() {
        return json;
    }
}
