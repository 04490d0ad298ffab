package org.commonwatt.api.artifact;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.artifact.ArtifactStore.DamagedBytes;

/** Takes damaged bytes out of use and tells the operator, once. */
@Component
class DamageReports {

    private static final Logger log = LoggerFactory.getLogger(DamageReports.class);

    private final ArtifactStore store;
    private final ArtifactQueries queries;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DamageReports(ArtifactStore store, ArtifactQueries queries, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Bytes that do not match their hash. */
    ArtifactDamaged damaged(Sha256 artifact, DamagedBytes found) {
        boolean news = Boolean.TRUE.equals(transactions.execute(status -> {
            queries.lock(artifact);
            return store.setAside(artifact, found) && queries.noteDamage(artifact, clock.instant());
        }));
        if (news) {
            log.error("Artifact {} is damaged and no longer given out: {}", artifact, found.getMessage());
        }
        return new ArtifactDamaged(artifact);
    }

    /** Bytes that are not there although something refers to them. */
    ArtifactDamaged lost(Sha256 artifact) {
        boolean news = Boolean.TRUE.equals(transactions.execute(status -> {
            queries.lock(artifact);
            return !store.has(artifact) && queries.noteDamage(artifact, clock.instant());
        }));
        if (news) {
            log.error("The bytes of artifact {} are lost", artifact);
        }
        return new ArtifactDamaged(artifact);
    }
}
