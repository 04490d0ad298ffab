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
        name = "cancel",
        description = "Ends a job. Its node stops within seconds. Cancelling twice is fine.",
        footer = {"", "Examples:", "  commonwatt cancel digits-cnn", "  commonwatt cancel 0198c2f4-11d0"})
public final class CancelCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public CancelCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        JobView view = service.cancel(job.id(service));
        if (json.wanted()) {
            setting.terminal().json(view);
        } else {
            setting.terminal().result(view.name() + " " + view.id() + " is " + view.state());
        }
        return 0;
    }
}
