package org.commonwatt.protocol.machine;

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
class OwnerOnlyTest {

    @TempDir
    Path home;

    @Test
    void everyFolderThatIsMadeIsClosedToOthersAndOneThatWasThereStaysAsItWas() throws IOException {
        Path root = home.resolve("commonwatt");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        OwnerOnly.makeFolder(root.resolve("worker").resolve("engine"));
        OwnerOnly.makeFolder(root.resolve("worker"));

        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("worker"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("worker").resolve("engine"))).isEqualTo("rwx------");
        assertThat(permissions(home)).isEqualTo("rwxr-xr-x");
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
