package org.commonwatt.cli.node;

import picocli.CommandLine.Command;

@Command(
        name = "node",
        description = "One donated machine.",
        subcommands = NodeCodeCommand.class,
        footer = {"", "Examples:", "  commonwatt node code"})
public final class NodeCommand {}
