package org.commonwatt.cli.job;

import java.util.UUID;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.job.JobView;

@Command(
        name = "checkpoint",
        description =
                "Has the node that works on a job keep its state now, beside its usual checkpoints. The node hears"
                        + " of it with its next report and goes on training. Asking twice is fine.",
        footer = {"", "Examples:", "  commonwatt checkpoint digits-cnn", "  commonwatt checkpoint 0198c2f4-11d0 --json"
        })
public final class CheckpointCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public CheckpointCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        UUID id = job.id(service);
        service.requestCheckpoint(id);
        JobView view = service.job(id);
        if (json.wanted()) {
            setting.terminal().json(view);
        } else {
            String who = view.node() == null ? "its node" : view.node().name();
            setting.terminal().result(view.name() + " " + view.id() + ": " + who + " is asked for a checkpoint");
        }
        return 0;
    }
}
