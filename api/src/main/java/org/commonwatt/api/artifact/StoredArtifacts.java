package org.commonwatt.api.artifact;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.artifact.ArtifactStore.Staged;
import org.commonwatt.api.artifact.Publication.Outcome;

/** Artifacts as rows beside their bytes. */
@Component
public class StoredArtifacts implements Artifacts {

    private final ArtifactStore store;
    private final ArtifactQueries queries;
    private final Publication publication;
    private final DamageReports damage;
    private final ArtifactSettings settings;
    private final ObjectProvider<ArtifactAccess> grants;

    StoredArtifacts(
            ArtifactStore store,
            ArtifactQueries queries,
            Publication publication,
            DamageReports damage,
            ArtifactSettings settings,
            ObjectProvider<ArtifactAccess> grants) {
        this.store = store;
        this.queries = queries;
        this.publication = publication;
        this.damage = damage;
        this.settings = settings;
        this.grants = grants;
    }

    /** What an upload led to: the number of bytes, and whether the caller could not use them before. */
    public record Uploaded(long size, boolean fresh) {}

    /**
     * Takes a whole upload. Bytes that are stored already are read and hashed all the same, so that only who has them
     * gets through.
     */
    public Uploaded upload(Caller caller, Sha256 name, InputStream bytes) {
        // Outside of any transaction: it takes as long as it takes.
        try (Staged staged = store.stage(name, bytes, maxSize())) {
            Outcome outcome = publication.publish(caller, staged, () -> true);
            return new Uploaded(staged.size(), outcome == Outcome.FRESH);
        }
    }

    /** The most bytes that one upload may have. */
    public long maxSize() {
        return settings.maxSize().toBytes();
    }

    /** Whether the caller may upload. */
    public boolean mayWrite(Caller caller) {
        return caller.may(Scope.SUBMIT) || grants.stream().anyMatch(grant -> grant.mayWrite(caller));
    }

    /**
     * The bytes, where the caller may read them.
     *
     * @throws ArtifactDamaged when they do not match their hash
     */
    public Optional<Resource> read(Caller caller, Sha256 name) {
        return mayRead(caller, name) ? Optional.of(require(name)) : Optional.empty();
    }

    boolean mayRead(Caller caller, Sha256 name) {
        return caller.kind() != Caller.Kind.NODE && queries.owns(name, caller.accountId())
                || grants.stream().anyMatch(grant -> grant.mayRead(caller, name));
    }

    @Override
    public Resource require(Sha256 artifact) {
        try {
            return store.find(artifact).orElseThrow(() -> damage.lost(artifact));
        } catch (ArtifactStore.DamagedBytes found) {
            throw damage.damaged(artifact, found);
        }
    }

    @Override
    public boolean exists(Sha256 artifact, UUID accountId) {
        return queries.holdOwned(artifact, accountId);
    }

    @Override
    public boolean uploadedBy(Sha256 artifact, UUID nodeId) {
        return queries.holdBrought(artifact, nodeId);
    }

    @Override
    public OptionalLong size(Sha256 artifact) {
        return queries.size(artifact);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void grant(List<Grant> grants) {
        publication.grant(grants);
    }
}
