package org.commonwatt.cli;

import picocli.CommandLine;

import org.commonwatt.cli.setting.Setting;

/** The process behind the launcher. */
public final class CommonwattMain {

    private CommonwattMain() {}

    /** Ends with 0 when the command did what was asked, 1 when it failed, 2 when it was not understood. */
    public static void main(String[] arguments) {
        CommandLine commandLine = Commands.in(Setting.ofProcess());
        System.exit(commandLine.execute(arguments));
    }
}
