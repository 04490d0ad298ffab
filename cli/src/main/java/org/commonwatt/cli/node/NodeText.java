package org.commonwatt.cli.node;

import org.commonwatt.protocol.node.NodeView;
import org.commonwatt.protocol.node.OwnerLimit;

/** A node in words. */
final class NodeText {

    private NodeText() {}

    /** What it does, and why it takes nothing new where that is so. */
    static String state(NodeView node) {
        String drained = node.drainedAt() == null ? "" : ", drained";
        OwnerLimit limit = node.capability().limit();
        return node.state()
                + drained
                + (limit == null || node.state() != NodeView.State.IDLE ? "" : ", " + words(limit));
    }

    private static String words(OwnerLimit limit) {
        return switch (limit.kind()) {
            case PAUSED -> "paused";
            case FINISHING -> "takes no more";
            case UNCLEAR -> "limits unclear";
            case IN_USE -> "in use";
            case BATTERY -> "on battery";
            case HOURS -> "other hours";
            case TRANSFER -> "transfer spent";
        };
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
