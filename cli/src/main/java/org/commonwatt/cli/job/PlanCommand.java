package org.commonwatt.cli.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;

@Command(
        name = "plan",
        description = {
            "Shows what a spec would need, without creating anything.",
            "That is shapes, parameters, arithmetic, memory, time, energy, carbon, and how many nodes could run it."
        },
        footer = {"", "Examples:", "  commonwatt plan examples/digits-cnn.yaml", "  commonwatt plan my-net.yaml --json"
        })
public final class PlanCommand implements Callable<Integer> {

    private final Setting setting;

    @Parameters(paramLabel = "SPEC", description = "The spec, YAML or (by its name's end) JSON.")
    private Path spec = Path.of("");

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public PlanCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        SpecFile file = SpecFile.read(setting.resolve(spec), spec);
        new PlanReport(setting, json).show(Planning.of(file, options.service(setting), options.dataFolder(setting)));
        return 0;
    }
}
