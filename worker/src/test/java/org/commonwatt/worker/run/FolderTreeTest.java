package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class FolderTreeTest {

    @TempDir
    Path data;

    /** A worker that could not remove what a trainer left would take no work any more. */
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r-xr-xr-x", "--x--x--x", "rw-rw-rw-"})
    void a_folder_that_was_closed_to_its_owner_is_removed(String permissions) throws IOException {
        Path run = Files.createDirectories(data.resolve("run"));
        Path closed = Files.createDirectories(run.resolve("work").resolve("closed"));
        Path deeper = Files.createDirectories(closed.resolve("deeper"));
        for (Path folder : new Path[] {deeper, closed}) {
            Files.writeString(folder.resolve("file"), "x");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
        // Root may do anything anyway.
        assumeThat(Files.isReadable(closed) && Files.isWritable(closed) && Files.isExecutable(closed))
                .isFalse();

        FolderTree.delete(run);

        assertThat(run).doesNotExist();
    }

    @Test
    void a_link_is_removed_and_not_what_it_leads_to() throws IOException {
        Path elsewhere = Files.createDirectories(data.resolve("elsewhere"));
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        Path run = Files.createDirectories(data.resolve("run"));
        Files.createSymbolicLink(run.resolve("link"), elsewhere);

        FolderTree.delete(run);

        assertThat(run).doesNotExist();
        assertThat(precious).exists();
    }
}
