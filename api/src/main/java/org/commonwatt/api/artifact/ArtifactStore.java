package org.commonwatt.api.artifact;

import java.io.InputStream;
import java.util.Optional;

import org.springframework.core.io.Resource;

/** Where bytes lie by their hash: the storage port. What it has stored it never changes. */
public interface ArtifactStore {

    /**
     * Stores bytes while hashing them. When this returns they survive a power cut; when it throws, nothing of them is
     * left. Bytes that are stored already are read and hashed all the same, so that only who has them gets through.
     *
     * @param expected what they must hash to
     * @param bytes read to the end
     * @param limit the most bytes that are taken
     * @return their number
     * @throws HashMismatch when they hash to something else
     * @throws org.commonwatt.api.problem.BodyTooLarge when there are more than {@code limit}
     * @throws StorageFull when there is no room for them
     * @throws UploadInterrupted when they end before their end
     */
    long store(Sha256 expected, InputStream bytes, long limit);

    /** The stored bytes, to be read from any place on. */
    Optional<Resource> find(Sha256 artifact);
}
