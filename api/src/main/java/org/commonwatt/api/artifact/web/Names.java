package org.commonwatt.api.artifact.web;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.problem.NotFound;

/** Hashes in addresses. */
final class Names {

    private Names() {}

    /** @throws NotFound for what is no hash, as nothing can have such a name */
    static Sha256 of(String sha256) {
        try {
            return Sha256.parse(sha256);
        } catch (IllegalArgumentException e) {
            throw new NotFound("artifact " + sha256);
        }
    }
}
