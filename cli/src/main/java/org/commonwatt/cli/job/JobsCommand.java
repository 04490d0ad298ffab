package org.commonwatt.cli.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Progress;

@Command(
        name = "jobs",
        description = "Lists jobs, newest first.",
        footer = {
            "",
            "Examples:",
            "  commonwatt jobs",
            "  commonwatt jobs --state RUNNING --state QUEUED",
            "  commonwatt jobs --name digits-cnn --limit 500 --json"
        })
public final class JobsCommand implements Callable<Integer> {

    private final Setting setting;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only jobs in this state; may be repeated: ${COMPLETION-CANDIDATES}.")
    private List<JobState> states = new ArrayList<>();

    @Option(names = "--name", paramLabel = "TEXT", description = "Only jobs whose name holds this text.")
    private @Nullable String name;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec command;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public JobsCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit is a number from 1 on, not " + limit);
        }
        JobView.Page page = jobs(options.service(setting));
        if (json.wanted()) {
            setting.terminal().json(page);
            return 0;
        }
        if (page.items().isEmpty()) {
            setting.terminal().say("No jobs. 'commonwatt submit SPEC' makes one.");
            return 0;
        }
        Table table = new Table("ID", "NAME", "STATE", "PROGRESS", "ACCURACY", "NODE", "ENERGY", "AGE");
        Instant now = setting.enteredAt().clock().instant();
        page.items().forEach(job -> row(table, job, now));
        setting.terminal().result(table.fitted(setting.terminal().columns()));
        if (page.nextCursor() != null) {
            setting.terminal().say("There are more; --limit N shows up to N.");
        }
        return 0;
    }

    private JobView.Page jobs(Service service) {
        List<JobView> items = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JobView.Page page = service.jobs(states, name, cursor, limit - items.size());
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && items.size() < limit);
        return new JobView.Page(List.copyOf(items), cursor);
    }

    private static void row(Table table, JobView job, Instant now) {
        Progress progress = job.progress();
        table.row(
                JobText.shortId(job.id()),
                job.name(),
                job.state().toString(),
                progress == null || progress.totalSteps() == 0
                        ? Quantity.UNKNOWN
                        : Math.round(100.0 * progress.step() / progress.totalSteps()) + " %",
                Quantity.share(
                        JobText.accuracy(job) != null
                                ? JobText.accuracy(job)
                                : progress == null ? null : progress.accuracy()),
                job.node() == null ? Quantity.UNKNOWN : job.node().name(),
                job.energy() == null
                        ? Quantity.UNKNOWN
                        : Quantity.significant(job.energy().wh()) + " Wh",
                JobText.ago(job.createdAt(), now));
    }
}
