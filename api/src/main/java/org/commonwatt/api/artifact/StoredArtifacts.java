package org.commonwatt.api.artifact;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;

/** Artifacts as rows beside their bytes. */
@Component
public class StoredArtifacts implements Artifacts {

    private final ArtifactStore store;
    private final ArtifactQueries queries;
    private final ArtifactSettings settings;
    private final ObjectProvider<ArtifactAccess> grants;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StoredArtifacts(
            ArtifactStore store,
            ArtifactQueries queries,
            ArtifactSettings settings,
            ObjectProvider<ArtifactAccess> grants,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.settings = settings;
        this.grants = grants;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What an upload led to: the number of bytes, and whether the caller could not use them before. */
    public record Uploaded(long size, boolean fresh) {}

    /**
     * Takes an upload. A person's account may use the bytes from then on; a node's account may not, for they belong to
     * the job that the node works on.
     */
    public Uploaded upload(Caller caller, Sha256 name, InputStream bytes) {
        long size = store.store(name, bytes, maxSize()); // outside of any transaction: it takes as long as it takes
        Boolean fresh = transactions.execute(status -> {
            boolean known = queries.size(name).isPresent();
            queries.insert(name, size, clock.instant());
            UUID nodeId = caller.nodeId();
            if (nodeId == null) {
                return queries.grant(name, caller.accountId(), clock.instant());
            }
            queries.noteUpload(name, nodeId, clock.instant());
            return !known;
        });
        return new Uploaded(size, Boolean.TRUE.equals(fresh));
    }

    /** The most bytes that one upload may have. */
    public long maxSize() {
        return settings.maxSize().toBytes();
    }

    /** Whether the caller may upload. */
    public boolean mayWrite(Caller caller) {
        return caller.may(Scope.SUBMIT) || grants.stream().anyMatch(grant -> grant.mayWrite(caller));
    }

    /** The bytes, where the caller may read them. */
    public Optional<Resource> read(Caller caller, Sha256 name) {
        boolean allowed = caller.kind() != Caller.Kind.NODE && queries.owns(name, caller.accountId())
                || grants.stream().anyMatch(grant -> grant.mayRead(caller, name));
        return allowed ? store.find(name) : Optional.empty();
    }

    @Override
    public boolean exists(Sha256 artifact, UUID accountId) {
        return queries.owns(artifact, accountId);
    }

    @Override
    public boolean uploadedBy(Sha256 artifact, UUID nodeId) {
        return queries.uploadedBy(artifact, nodeId);
    }

    @Override
    public OptionalLong size(Sha256 artifact) {
        return queries.size(artifact);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void grant(List<Grant> grants) {
        queries.grant(grants, clock.instant());
    }
}
