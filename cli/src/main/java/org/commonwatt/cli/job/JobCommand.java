package org.commonwatt.cli.job;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;

@Command(
        name = "job",
        description =
                "Shows one job: where it stands, why it waits and what would help, its progress, results, energy and carbon.",
        footer = {"", "Examples:", "  commonwatt job digits-cnn", "  commonwatt job 0198c2f4-11d0 --json"})
public final class JobCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public JobCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        JobView view = service.job(job.id(service));
        JobExplanation why = waits(view.state()) ? service.explanation(view.id()) : null;
        if (json.wanted()) {
            setting.terminal().json(why == null ? view : withExplanation(view, why));
        } else {
            String details = JobText.details(view, setting.enteredAt().clock().instant());
            setting.terminal().result(why == null ? details : details + "\n\n" + ExplanationText.of(why));
        }
        return 0;
    }

    private static boolean waits(JobState state) {
        return switch (state) {
            case QUEUED, WAITING, PAUSED -> true;
            case RUNNING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    /** The job as the service gives it, with one more field. */
    private static JsonNode withExplanation(JobView view, JobExplanation why) {
        ObjectNode both = Json.mapper().valueToTree(view);
        both.set("explanation", Json.mapper().valueToTree(why));
        return both;
    }
}
