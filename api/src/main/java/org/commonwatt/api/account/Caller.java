package org.commonwatt.api.account;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request; controllers take it as an argument.
 *
 * @param accountId the account that everything it makes belongs to
 * @param kind how it showed who it is
 * @param nodeId the node, for {@link Kind#NODE}, else null
 * @param scopes what it may do; empty for a node, whose token reaches its own leases alone
 */
public record Caller(UUID accountId, Kind kind, @Nullable UUID nodeId, Set<Scope> scopes) {

    /** How a caller showed who it is. */
    public enum Kind {
        KEY,
        SESSION,
        NODE
    }

    /** A node of an account. */
    public static Caller node(UUID accountId, UUID nodeId) {
        return new Caller(accountId, Kind.NODE, nodeId, Set.of());
    }

    /** Whether it has the scope. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** @throws Forbidden when the caller lacks the scope */
    public void require(Scope scope) {
        if (!may(scope)) {
            throw Forbidden.lacks(scope);
        }
    }

    /**
     * The calling node.
     *
     * @throws Forbidden when the caller is a person
     */
    public UUID requireNode() {
        if (nodeId == null) {
            throw Forbidden.onlyNodes();
        }
        return nodeId;
    }
}
