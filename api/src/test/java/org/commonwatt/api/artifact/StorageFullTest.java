package org.commonwatt.api.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.registry.TestDatasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class StorageFullTest {

    @TempDir
    Path folder;

    /** On a real file system of one megabyte; where the tests may not mount one, there is nothing to try it on. */
    @Test
    void aDiskThatRunsFullWhileUploadingIsNamedAndNothingIsLeft() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()), "may not mount");
        try {
            FileArtifactStore store = new FileArtifactStore(folder);
            byte[] large = new byte[2 << 20];
            byte[] small = new byte[1000];

            assertThatThrownBy(() -> store.store(name(large), new ByteArrayInputStream(large), Long.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            StorageFull.class, full -> assertThat(full.type()).isEqualTo(ProblemType.STORAGE_FULL));

            assertThat(folder.resolve("staging")).isEmptyDirectory();
            assertThat(store.store(name(small), new ByteArrayInputStream(small), Long.MAX_VALUE))
                    .isEqualTo(small.length);
        } finally {
            run("umount", folder.toString());
        }
    }

    private static Sha256 name(byte[] bytes) {
        return Sha256.parse(TestDatasets.sha256(bytes));
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
