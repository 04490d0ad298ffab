package org.commonwatt.api.lease;

import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.ArtifactAccess;
import org.commonwatt.api.artifact.Sha256;

/** A node reads what its leases need, and uploads while it holds one. */
@Component
class NodeArtifacts implements ArtifactAccess {

    private final NodeArtifactQueries queries;

    NodeArtifacts(NodeArtifactQueries queries) {
        this.queries = queries;
    }

    @Override
    public boolean mayRead(Caller caller, Sha256 artifact) {
        UUID nodeId = caller.nodeId();
        return nodeId != null && queries.isNeeded(artifact, nodeId);
    }

    @Override
    public boolean mayWrite(Caller caller) {
        UUID nodeId = caller.nodeId();
        return nodeId != null && queries.holdsLease(nodeId);
    }
}
