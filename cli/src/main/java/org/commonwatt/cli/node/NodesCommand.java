package org.commonwatt.cli.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.protocol.node.NodeView;

@Command(
        name = "nodes",
        description = "Lists the donated machines that you may see, and what they do.",
        footer = {"", "Examples:", "  commonwatt nodes", "  commonwatt nodes --json"})
public final class NodesCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public NodesCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        List<NodeView> nodes = options.service(setting).nodes();
        if (json.wanted()) {
            setting.terminal().json(new NodeView.Page(nodes));
            return 0;
        }
        if (nodes.isEmpty()) {
            setting.terminal().say("No nodes. 'commonwatt node code' makes a code with which a machine joins.");
            return 0;
        }
        Table table = new Table("NAME", "STATE", "JOB", "CPU", "CORES", "MEMORY", "ZONE", "gCO2e/kWh", "TASKS", "SEEN");
        Instant now = setting.enteredAt().clock().instant();
        nodes.forEach(node -> row(table, node, now));
        setting.terminal().result(table.fitted(setting.terminal().columns()));
        return 0;
    }

    private static void row(Table table, NodeView node, Instant now) {
        table.row(
                node.name(),
                NodeText.state(node),
                node.job() == null ? Quantity.UNKNOWN : node.job().name(),
                node.capability().cpu(),
                Integer.toString(node.capability().cores()),
                Quantity.bytes(node.capability().memoryBytes()),
                node.intensity().zone() == null ? "world" : node.intensity().zone(),
                Quantity.significant(node.intensity().gramsPerKwh()),
                Quantity.count(node.tasksCompleted()),
                node.lastSeenAt() == null
                        ? "never"
                        : Quantity.duration(
                                        Duration.between(node.lastSeenAt(), now).abs()) + " ago");
    }
}
