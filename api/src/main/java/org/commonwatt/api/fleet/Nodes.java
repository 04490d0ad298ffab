package org.commonwatt.api.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.FleetQueries.NodeRow;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.node.NodeView;

/** Nodes as people see them: their own, or all for an operator. */
@Component
public class Nodes {

    private final FleetQueries queries;
    private final Fleet fleet;
    private final Intensities intensities;

    Nodes(FleetQueries queries, Fleet fleet, Intensities intensities) {
        this.queries = queries;
        this.fleet = fleet;
        this.intensities = intensities;
    }

    /** All nodes that the caller may see, in the order in which they joined. */
    public List<NodeView> visibleTo(Caller caller) {
        return views(queries.nodes(caller.accountId(), caller.may(Scope.OPERATE)));
    }

    /** @throws NotFound when there is no such node that the caller may see */
    public NodeView require(UUID nodeId, Caller caller) {
        List<NodeRow> found = queries.node(nodeId, caller.accountId(), caller.may(Scope.OPERATE));
        return views(found).stream().findFirst().orElseThrow(() -> new NotFound("node " + nodeId));
    }

    private List<NodeView> views(List<NodeRow> nodes) {
        Instant awayBefore = fleet.awayBefore();
        return nodes.stream()
                .map(node -> new NodeView(
                        node.id(),
                        node.name(),
                        state(node, awayBefore),
                        node.capability(),
                        intensities.of(node.capability().zone()),
                        node.joinedAt(),
                        node.lastSeenAt(),
                        node.job(),
                        node.tasksCompleted(),
                        node.energyWh(),
                        node.drainedAt()))
                .toList();
    }

    private static NodeView.State state(NodeRow node, Instant awayBefore) {
        if (node.lastSeenAt().isBefore(awayBefore)) {
            return NodeView.State.AWAY;
        }
        return node.job() == null ? NodeView.State.IDLE : NodeView.State.WORKING;
    }
}
