package org.commonwatt.api.artifact;

import java.nio.file.Path;

import org.commonwatt.api.artifact.ArtifactStore.Staged;

/** Staged bytes in a file. */
record StagedFile(Path file, Sha256 name, long size, Runnable afterwards) implements Staged {

    @Override
    public void close() {
        afterwards.run();
    }
}
