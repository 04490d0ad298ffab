package org.commonwatt.cli;

import picocli.CommandLine.Command;

import org.commonwatt.cli.dataset.DataCommand;
import org.commonwatt.cli.doctor.DoctorCommand;
import org.commonwatt.cli.job.CancelCommand;
import org.commonwatt.cli.job.CheckpointCommand;
import org.commonwatt.cli.job.JobCommand;
import org.commonwatt.cli.job.JobsCommand;
import org.commonwatt.cli.job.LogsCommand;
import org.commonwatt.cli.job.ModelCommand;
import org.commonwatt.cli.job.PlanCommand;
import org.commonwatt.cli.job.SubmitCommand;
import org.commonwatt.cli.job.TimelineCommand;
import org.commonwatt.cli.local.DemoCommand;
import org.commonwatt.cli.local.UpCommand;
import org.commonwatt.cli.node.NodeCommand;
import org.commonwatt.cli.node.NodesCommand;
import org.commonwatt.cli.receipt.ReceiptCommand;

@Command(
        name = "commonwatt",
        description = "A commons of compute: submit training jobs, donate machines, run the service.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            PlanCommand.class,
            SubmitCommand.class,
            JobsCommand.class,
            JobCommand.class,
            TimelineCommand.class,
            LogsCommand.class,
            CheckpointCommand.class,
            CancelCommand.class,
            ModelCommand.class,
            ReceiptCommand.class,
            NodesCommand.class,
            NodeCommand.class,
            DataCommand.class,
            DoctorCommand.class
        },
        footer = {
            "  train       Trains a spec on this machine, without a service: see 'commonwatt train --help'.",
            "  predict     Asks a model that was trained: see 'commonwatt predict --help'.",
            "  worker      The program on a donated machine: see 'commonwatt worker --help'.",
            "",
            "Environment: COMMONWATT_URL (the service), COMMONWATT_KEY (your key), COMMONWATT_DATA (the data folder).",
            "Exit codes: 0 done, 1 failed, 2 not understood.",
            "",
            "Examples:",
            "  commonwatt demo                            everything on this machine, from nothing to a trained model",
            "  commonwatt submit my-net.yaml --follow",
            "  commonwatt jobs --json"
        })
final class CommonwattCommand {}
