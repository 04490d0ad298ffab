package org.commonwatt.api.artifact;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

import org.springframework.core.io.Resource;

/** What is stored and who may use it. */
public interface Artifacts {

    /** Whether the bytes are stored, whole, and the account may use them. Within a transaction they stay until its end. */
    boolean exists(Sha256 artifact, UUID accountId);

    /**
     * Whether this very node brought the bytes, whoever else did so before, and they are whole. Within a transaction they
     * stay until its end.
     */
    boolean uploadedBy(Sha256 artifact, UUID nodeId);

    /** Number of bytes, where they are stored at all. */
    OptionalLong size(Sha256 artifact);

    /**
     * Bytes that something refers to, so that they have to be here.
     *
     * @throws ArtifactDamaged when they are not, or do not match their hash
     */
    Resource require(Sha256 artifact);

    /** That an account may use stored bytes. */
    record Grant(Sha256 artifact, UUID accountId) {}

    /** Lets accounts use stored bytes; repeats are harmless. Joins the caller's transaction. */
    void grant(List<Grant> grants);
}
