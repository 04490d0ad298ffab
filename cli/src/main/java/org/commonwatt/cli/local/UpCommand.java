package org.commonwatt.cli.local;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.dataset.Publishing;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.ProblemText;
import org.commonwatt.cli.terminal.Terminal;

@Command(
        name = "up",
        description = {
            "Runs the service and one worker on this machine until Ctrl-C.",
            "Datasets prepared in the data folder are published."
        },
        footer = {
            "",
            "Examples:",
            "  commonwatt up",
            "  commonwatt up --no-worker --host 0.0.0.0 --port 8080",
            "  commonwatt up --data /srv/commonwatt"
        })
public final class UpCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--no-worker", description = "The service alone.")
    private boolean noWorker;

    @Mixin
    private JsonOption json = new JsonOption();

    public UpCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Terminal terminal = setting.terminal();
        Stages stages = new Stages(setting);
        try (Stack stack = Stack.open(setting, options)) {
            stack.startService();
            LocalWorker worker = new LocalWorker(stack, terminal::say);
            if (!noWorker && worker.hasJoined()) {
                worker.start();
            }
            Service service = stack.awaitService();
            stages.done("service", "answers at " + service.address());
            if (!noWorker && !worker.hasJoined()) {
                worker.joinAndStart(service);
                stages.done("worker", "joined");
            }
            publish(service, LocalDataset.allPrepared(stack.data(), terminal::say));
            terminal.say(Greeting.of(stack));
            if (json.wanted()) {
                terminal.json(new Ready(
                        service.address().toString(),
                        stack.data().root().toString(),
                        stack.data().keyFile().toString()));
            }
            throw stack.serve();
        }
    }

    /** One that can't be published is no reason to end what already serves. */
    private void publish(Service service, List<LocalDataset> prepared) {
        Terminal terminal = setting.terminal();
        for (LocalDataset dataset : prepared) {
            try {
                new Publishing(service, terminal::say).publish(dataset);
            } catch (Failure failure) {
                terminal.say("Not published, " + dataset.ref() + ": " + ProblemText.of(failure.problem()));
            }
        }
    }

    /** What {@code --json} prints once the service answers. */
    private record Ready(String url, String dataDir, String keyFile) {}
}
