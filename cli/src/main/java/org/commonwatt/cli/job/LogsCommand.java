package org.commonwatt.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.commonwatt.cli.client.JobFeed;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Printable;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.LogLine;

@Command(
        name = "logs",
        description = "Prints a job's log.",
        footer = {
            "",
            "With --json: one object with all lines; with -f and --json: one object for each line as it comes,",
            "and the job itself as the last.",
            "",
            "Examples:",
            "  commonwatt logs digits-cnn",
            "  commonwatt logs -f 0198c2f4-11d0"
        })
public final class LogsCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the job ends; exit code 0 only if it succeeded.")
    private boolean follow;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public LogsCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        UUID id = job.id(service);
        return follow ? follow(service, id) : all(service, id);
    }

    private int all(Service service, UUID id) {
        List<LogLine.Stored> lines = new ArrayList<>();
        read(service, id, json.wanted() ? lines::add : this::print);
        if (json.wanted()) {
            setting.terminal().json(new LogLine.Page(lines, null));
        }
        return 0;
    }

    /** Reads the log as far as it goes by now; the number of its last line. */
    private static long read(Service service, UUID id, Consumer<LogLine.Stored> each) {
        long last = 0;
        @Nullable Long after = 0L;
        while (after != null) {
            LogLine.Page page = service.logs(id, after);
            page.items().forEach(each);
            last = page.items().isEmpty() ? last : page.items().getLast().seq();
            after = page.items().isEmpty() ? null : page.next();
        }
        return last;
    }

    private int follow(Service service, UUID id) {
        // A long job's events begin late in its log.
        long read = read(service, id, this::print);
        JobView ended = new JobFeed(service, JobFeed.Patience.USUAL, setting.terminal()::say).follow(id, event -> {
            if (event instanceof JobEvent.Log log) {
                log.lines().stream().filter(line -> line.seq() > read).forEach(this::print);
            }
        });
        if (json.wanted()) {
            setting.terminal().json(ended);
        } else {
            setting.terminal().say(Follower.ending(ended));
        }
        return ended.state() == JobState.SUCCEEDED ? 0 : 1;
    }

    private void print(LogLine.Stored line) {
        if (json.wanted()) {
            setting.terminal().json(line);
        } else {
            setting.terminal()
                    .result(line.at() + " " + String.format(Locale.ROOT, "%-5s", line.level()) + " "
                            + Printable.indented(line.text()));
        }
    }
}
