package org.commonwatt.cli.node;

import org.commonwatt.protocol.node.NodeView;

/** A node in words. */
final class NodeText {

    private NodeText() {}

    /** What it does, and that it takes nothing new where that is so. */
    static String state(NodeView node) {
        return node.drainedAt() == null ? node.state().toString() : node.state() + ", drained";
    }

    /** Whether it takes work, as the end of a sentence about it. */
    static String draining(NodeView node) {
        if (node.drainedAt() == null) {
            return "takes work again";
        }
        String since = "is drained since " + node.drainedAt() + " and takes nothing new";
        return node.job() == null ? since : since + "; " + node.job().name() + " is handed back with a checkpoint";
    }
}
