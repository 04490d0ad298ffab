package org.commonwatt.cli.receipt;

import java.time.YearMonth;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.job.JobLookup;
import org.commonwatt.cli.node.NodeLookup;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.spec.DatasetRef;

@Command(
        name = "receipt",
        description =
                "Says what work used and emitted: of a job, a node, a dataset's jobs, your account, or the service.",
        footer = {
            "",
            "Examples:",
            "  commonwatt receipt digits-cnn",
            "  commonwatt receipt --account --month 2026-11",
            "  commonwatt receipt --dataset digits@1 --json"
        })
public final class ReceiptCommand implements Callable<Integer> {

    private final Setting setting;

    @ArgGroup(multiplicity = "1")
    private Of of = new Of();

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "Only leases granted in this month (UTC); not for a single job.")
    private @Nullable YearMonth month;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    static final class Of {
        @Parameters(
                paramLabel = "JOB",
                description = "The job's id, the beginning of it if only one begins so, or its name.")
        private @Nullable String job;

        @Option(names = "--node", paramLabel = "NODE", description = "A node of yours, by its name or id.")
        private @Nullable String node;

        @Option(names = "--dataset", paramLabel = "NAME@VERSION", description = "All your jobs on this dataset.")
        private @Nullable String dataset;

        @Option(names = "--account", description = "All your jobs.")
        private boolean account;

        @Option(names = "--service", description = "All jobs of the service; for operators.")
        private boolean service;
    }

    public ReceiptCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        Receipt receipt = service.receipt(path(service), month);
        if (json.wanted()) {
            setting.terminal().json(receipt);
        } else {
            setting.terminal().result(ReceiptText.of(receipt, setting.terminal().columns()));
        }
        return 0;
    }

    private String path(Service service) {
        if (of.job != null) {
            if (month != null) {
                throw new Failure("A job's receipt is for the whole job: leave --month out.");
            }
            return "/jobs/" + new JobLookup(service).id(of.job);
        }
        if (of.node != null) {
            return "/nodes/" + new NodeLookup(service).id(of.node);
        }
        if (of.dataset != null) {
            return "/datasets/" + path(of.dataset);
        }
        return of.service ? "/service" : "/account";
    }

    private static String path(String written) {
        try {
            if (DatasetRef.parse(written) instanceof DatasetRef.Named named) {
                return named.name() + "/" + named.version();
            }
        } catch (IllegalArgumentException unclear) {
            throw new Failure("'" + written + "' is no dataset: " + unclear.getMessage());
        }
        throw new Failure("'" + written + "' is no published dataset: write NAME@VERSION.");
    }
}
