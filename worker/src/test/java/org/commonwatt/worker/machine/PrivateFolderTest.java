package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "knows no such permissions")
class PrivateFolderTest {

    @TempDir
    Path home;

    @Test
    void every_folder_that_is_made_is_closed_to_others_and_one_that_was_there_stays_as_it_was() throws IOException {
        Path root = home.resolve("commonwatt");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        PrivateFolder.make(root.resolve("worker").resolve("engine"));
        PrivateFolder.make(root.resolve("worker"));

        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("worker"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("worker").resolve("engine"))).isEqualTo("rwx------");
        assertThat(permissions(home)).isEqualTo("rwxr-xr-x");
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
