package org.commonwatt.cli.node;

import picocli.CommandLine.Command;

@Command(
        name = "node",
        description = "One donated machine.",
        subcommands = {NodeCodeCommand.class, NodeDrainCommand.class},
        footer = {"", "Examples:", "  commonwatt node code", "  commonwatt node drain attic"})
public final class NodeCommand {}
