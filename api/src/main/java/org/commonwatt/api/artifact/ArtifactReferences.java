package org.commonwatt.api.artifact;

/**
 * Refers to artifacts by rows of its own, some of which may lose their point. All beans of this type are asked before each
 * collection; what nothing refers to any more is then taken away.
 */
public interface ArtifactReferences {

    /** Removes the rows that have lost their point. Called by several replicas, maybe at once. */
    void dropPointless();
}
