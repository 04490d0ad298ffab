package org.commonwatt.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.node.NodeView;

@Command(
        name = "drain",
        description = "Empties a machine: it hands back what it works on, with a checkpoint, and takes nothing new"
                + " until --off. Draining twice is fine.",
        footer = {
            "",
            "Examples:",
            "  commonwatt node drain attic",
            "  commonwatt node drain 0198c2f4-11d0 --json",
            "  commonwatt node drain attic --off"
        })
public final class NodeDrainCommand implements Callable<Integer> {

    private final Setting setting;

    @Parameters(
            paramLabel = "NODE",
            description = "The node's name, its id, or the beginning of it if only one begins so.")
    private String node = "";

    @Option(names = "--off", description = "Let the machine take work again.")
    private boolean off;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public NodeDrainCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        UUID id = new NodeLookup(service).id(node);
        NodeView view = off ? service.open(id) : service.drain(id);
        if (json.wanted()) {
            setting.terminal().json(view);
        } else {
            setting.terminal().result(view.name() + " " + view.id() + " " + NodeText.draining(view));
        }
        return 0;
    }
}
