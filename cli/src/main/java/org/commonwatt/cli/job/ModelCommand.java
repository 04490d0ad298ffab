package org.commonwatt.cli.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobView;

@Command(
        name = "model",
        description = "Fetches the model that a job trained, as a safetensors file.",
        footer = {
            "",
            "Examples:",
            "  commonwatt model digits-cnn",
            "  commonwatt model 0198c2f4-11d0 -o net.safetensors"
        })
public final class ModelCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private JobArgument job = new JobArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to. Default: NAME.safetensors in the current folder.")
    private @Nullable Path output;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public ModelCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        JobView view = service.job(job.id(service));
        String usual = view.name() + ".safetensors";
        Path target = setting.resolve(output == null ? Path.of(usual) : output);
        if (Files.isDirectory(target)) {
            target = target.resolve(usual);
        }
        ModelDownload.fetch(service, view, target);
        JobView.ModelRef model = view.model();
        if (json.wanted()) {
            ObjectNode result = Json.mapper().createObjectNode();
            result.put("jobId", view.id().toString());
            result.put("model", target.toString());
            if (model != null) {
                result.put("sha256", model.sha256());
                result.put("size", model.size());
            }
            setting.terminal().json(result);
        } else {
            setting.terminal().result(target + (model == null ? "" : " (" + Quantity.bytes(model.size()) + ")"));
        }
        return 0;
    }
}
