package org.commonwatt.api.artifact;

import java.time.Instant;

import org.commonwatt.api.TestService;

/** The collector's steps one by one, for tests of what others do in between. */
public final class Collecting {

    private Collecting() {}

    /** Takes an artifact's row, as the collector does with one that nothing refers to; goes on in the caller's transaction. */
    public static void takeRow(TestService service, String sha256) {
        CollectionQueries queries = service.bean(CollectionQueries.class);
        Sha256 artifact = Sha256.parse(sha256);
        Instant ever = Instant.parse("2100-01-01T00:00:00Z");
        queries.lock(artifact);
        if (!queries.holdUnwanted(artifact, ever, ever)) {
            throw new AssertionError("something refers to " + sha256);
        }
        queries.toGarbage(artifact);
    }
}
