package org.commonwatt.api.artifact;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes away bytes that nothing refers to and that nobody asked for in a while, and what broken uploads left. Any number of
 * replicas may collect at once.
 *
 * <p>Bytes go in two steps, each under the hash's lock. First the row goes, and with it everybody's right to refer to it: a
 * foreign key stands behind that, so a row that something refers to can't go, and whoever wants to refer to a row that goes
 * finds it gone. Then, in a transaction of its own, the bytes go, unless somebody brought them again in between. A crash
 * between the two, or before a transaction's end, leaves bytes without a row, never a row without bytes.
 */
@Component
class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    /** Artifacts that go in one round; the next round comes soon. */
    private static final int MOST = 1000;

    private final ArtifactStore store;
    private final CollectionQueries queries;
    private final ObjectProvider<ArtifactReferences> references;
    private final ArtifactSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Collector(
            ArtifactStore store,
            CollectionQueries queries,
            ObjectProvider<ArtifactReferences> references,
            ArtifactSettings settings,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.references = references;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One round. */
    void collect() {
        references.forEach(ArtifactReferences::dropPointless);
        Instant now = clock.instant();
        Instant unused = now.minus(settings.unusedFor());
        Instant uncommitted = now.minus(settings.uncommittedFor());
        each(queries.unwanted(unused, uncommitted, MOST), artifact -> dropRow(artifact, unused, uncommitted));
        each(queries.garbage(MOST), this::dropBytes);
        queries.removeExpired(now).forEach(store::removePart);
    }

    /** Finds what crashes left in the store, to be taken away by the next round. Looks at every file. */
    void look() {
        queries.addGarbage(store.olderThan(clock.instant().minus(settings.collectEvery())));
        List<UUID> parts = store.parts();
        // A part's row comes before its file, so a file that was listed and has no row has none any more.
        Set<UUID> known = new HashSet<>(queries.known(parts));
        parts.stream().filter(part -> !known.contains(part)).forEach(store::removePart);
    }

    private void dropRow(Sha256 artifact, Instant unused, Instant uncommitted) {
        transactions.executeWithoutResult(status -> {
            queries.lock(artifact);
            if (queries.holdUnwanted(artifact, unused, uncommitted)) {
                queries.toGarbage(artifact);
                log.debug("Artifact {} is wanted by nobody", artifact);
            }
        });
    }

    private void dropBytes(Sha256 artifact) {
        transactions.executeWithoutResult(status -> {
            queries.lock(artifact);
            if (queries.removeGarbage(artifact)) {
                store.remove(artifact);
                log.debug("The bytes of artifact {} are gone", artifact);
            }
        });
    }

    /** One artifact that can't be dealt with must not keep the others waiting; the next round comes back to it. */
    private static void each(List<Sha256> artifacts, Consumer<Sha256> step) {
        for (Sha256 artifact : artifacts) {
            try {
                step.accept(artifact);
            } catch (RuntimeException e) {
                log.warn("artifact {} could not be collected; trying again later", artifact, e);
            }
        }
    }
}
