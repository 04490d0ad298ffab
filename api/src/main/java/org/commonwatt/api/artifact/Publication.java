package org.commonwatt.api.artifact;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.artifact.ArtifactStore.Staged;
import org.commonwatt.api.artifact.Artifacts.Grant;

/** Gives bytes their name and their row, both or neither, and notes who brought them. */
@Component
class Publication {

    private final ArtifactStore store;
    private final ArtifactQueries queries;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Publication(ArtifactStore store, ArtifactQueries queries, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What publishing led to. */
    enum Outcome {
        /** The caller could not use the bytes before. */
        FRESH,
        KNOWN,
        /** The guard said no; nothing was done. */
        REFUSED
    }

    /**
     * Publishes. A person's account may use the bytes from then on; a node's account may not, for they belong to the job
     * that the node works on.
     *
     * @param guard asked within the transaction whether the bytes are still wanted
     */
    Outcome publish(Caller caller, Staged staged, BooleanSupplier guard) {
        Outcome outcome = transactions.execute(status -> {
            queries.lock(staged.name());
            if (!guard.getAsBoolean()) {
                return Outcome.REFUSED;
            }
            boolean fresh = queries.publish(staged.name(), staged.size(), clock.instant());
            fresh = note(caller, staged.name(), fresh);
            // Last, so that nothing but the commit itself can leave a name without a row. A collection clears that
            // away.
            store.publish(staged);
            return fresh ? Outcome.FRESH : Outcome.KNOWN;
        });
        return outcome == null ? Outcome.REFUSED : outcome;
    }

    /** Does the same for bytes that are stored already and that the caller may read; false where they are not there. */
    boolean claim(Caller caller, Sha256 artifact) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            queries.lock(artifact);
            boolean there = queries.touch(artifact, clock.instant());
            if (there) {
                note(caller, artifact, false);
            }
            return there;
        }));
    }

    /** Lets accounts use stored bytes. */
    void grant(List<Grant> grants) {
        queries.grant(grants, clock.instant());
    }

    private boolean note(Caller caller, Sha256 artifact, boolean fresh) {
        UUID nodeId = caller.nodeId();
        if (nodeId == null) {
            return queries.grant(artifact, caller.accountId(), clock.instant());
        }
        queries.noteUpload(artifact, nodeId, clock.instant());
        return fresh;
    }
}
