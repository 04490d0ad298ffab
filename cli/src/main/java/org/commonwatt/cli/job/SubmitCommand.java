package org.commonwatt.cli.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;

@Command(
        name = "submit",
        description = {
            "Submits a job spec.",
            "A dataset given as file:PATH, or by the name of one prepared in the data folder, is uploaded and published"
                    + " first where the service lacks it; so is a model that the spec begins with, given as file:PATH."
        },
        footer = {
            "",
            "Examples:",
            "  commonwatt submit examples/digits-cnn.yaml --follow",
            "  commonwatt submit my-net.yaml --dry-run",
            "  id=$(commonwatt submit my-net.yaml --json | jq -r .id)"
        })
public final class SubmitCommand implements Callable<Integer> {

    private final Setting setting;

    @Parameters(paramLabel = "SPEC", description = "The spec, YAML or (by its name's end) JSON.")
    private Path spec = Path.of("");

    @Option(names = "--follow", description = "Show the job until it ends; exit code 0 only if it succeeded.")
    private boolean follow;

    @Option(names = "--dry-run", description = "Create nothing; show what the job would need, as 'plan' does.")
    private boolean dryRun;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public SubmitCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        SpecFile file = SpecFile.read(setting.resolve(spec), spec);
        Service service = options.service(setting);
        if (dryRun) {
            new PlanReport(setting, json).show(Planning.of(file, service, options.dataFolder(setting)));
            return 0;
        }
        JobView job = new SpecSubmission(service, options.dataFolder(setting), setting.terminal()::say).submit(file);
        setting.terminal().say("Submitted " + job.name() + " as " + job.id());
        if (follow) {
            job = new Follower(setting).follow(service, job.id());
            setting.terminal().say(Follower.ending(job));
        }
        if (json.wanted()) {
            setting.terminal().json(job);
        } else {
            setting.terminal().result(job.id().toString());
        }
        return follow && job.state() != JobState.SUCCEEDED ? 1 : 0;
    }
}
