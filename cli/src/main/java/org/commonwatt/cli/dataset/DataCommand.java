package org.commonwatt.cli.dataset;

import picocli.CommandLine.Command;

@Command(
        name = "data",
        description = "Datasets on this machine.",
        subcommands = {DataPrepareCommand.class, DataListCommand.class},
        footer = {"", "Examples:", "  commonwatt data prepare digits", "  commonwatt data list"})
public final class DataCommand {}
