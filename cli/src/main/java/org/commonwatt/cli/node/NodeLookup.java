package org.commonwatt.cli.node;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.node.NodeView;

/** Finds the node that a person means by its id, by the beginning of it, or by its name. */
public final class NodeLookup {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-fA-F][0-9a-fA-F-]{3,35}");

    private final Service service;

    public NodeLookup(Service service) {
        this.service = service;
    }

    /** The node's id; a full id is not looked up, so that a node that was removed is found too. */
    public UUID id(String written) {
        return UUID_TEXT.matcher(written).matches()
                ? UUID.fromString(written)
                : find(written).id();
    }

    private NodeView find(String written) {
        String beginning = written.toLowerCase(Locale.ROOT);
        List<NodeView> nodes = service.nodes();
        List<NodeView> named = those(nodes, node -> node.name().equals(written));
        List<NodeView> found = named.isEmpty() && BEGINNING.matcher(written).matches()
                ? those(nodes, node -> node.id().toString().startsWith(beginning))
                : named;
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            throw new Failure("There is no node '" + written
                    + "' that you may see: neither an id that begins so nor a name. 'commonwatt nodes' lists them.");
        }
        throw new Failure("'" + written + "' is more than one node; say which by its id:\n"
                + found.stream()
                        .map(node -> "  " + node.id() + "  " + node.name() + "  " + node.state())
                        .collect(Collectors.joining("\n")));
    }

    private static List<NodeView> those(List<NodeView> nodes, Predicate<NodeView> wanted) {
        return nodes.stream().filter(wanted).toList();
    }
}
