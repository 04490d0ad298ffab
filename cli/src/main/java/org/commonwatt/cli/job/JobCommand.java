package org.commonwatt.cli.job;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.job.JobView;

@Command(
        name = "job",
        description = "Shows one job: where it stands and why, its progress, results, energy and carbon.",
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
        if (json.wanted()) {
            setting.terminal().json(view);
        } else {
            setting.terminal()
                    .result(JobText.details(view, setting.enteredAt().clock().instant()));
        }
        return 0;
    }
}
