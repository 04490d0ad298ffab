package org.commonwatt.cli.job;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Terminal;
import org.commonwatt.protocol.job.Timeline;

@Command(
        name = "timeline",
        description = "Shows where a job was and why: in the queue, waiting for cleaner electricity, running, paused.",
        footer = {"", "Examples:", "  commonwatt timeline digits-cnn", "  commonwatt timeline 0198c2f4-11d0 --json"})
public final class TimelineCommand implements Callable<Integer> {

    /** What stands beside a curve at least. */
    private static final int WORDS = 60;

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public TimelineCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        Timeline timeline = service.timeline(job.id(service));
        Terminal terminal = setting.terminal();
        if (json.wanted()) {
            terminal.json(timeline);
            return 0;
        }
        terminal.result(TimelineText.spans(timeline).fitted(terminal.columns()));
        terminal.result("");
        TimelineText.reasons(timeline).forEach(terminal::result);
        if (!timeline.zones().isEmpty()) {
            terminal.result("");
            timeline.zones().stream()
                    .filter(zone -> !zone.hours().isEmpty())
                    .forEach(zone ->
                            terminal.result(TimelineText.curve(zone, Math.max(24, terminal.columns() - WORDS))));
        }
        return 0;
    }
}
