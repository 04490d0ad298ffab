package org.commonwatt.cli.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.cli.stub.Screen;

import static org.assertj.core.api.Assertions.assertThat;

class DataFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatIsMadeIsClosedAndOneThatIsThereStaysAsItsOwnerLeftIt() throws IOException {
        DataFolder made = new DataFolder(home.resolve("a/b"));
        made.make();
        assertThat(permissions(made.root())).isEqualTo("rwx------");

        Path open = Files.createDirectory(home.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
        new DataFolder(open).make();
        assertThat(permissions(open)).isEqualTo("rwxr-x---");
    }

    @Test
    void theUsersOwnFolderFollowsTheXdgRules() {
        assertThat(DataFolder.of(null, new Screen(home).setting()).root())
                .isEqualTo(home.resolve(".local/share/commonwatt"));
        assertThat(DataFolder.of(
                                null,
                                new Screen(home).with("XDG_DATA_HOME", "/srv").setting())
                        .root())
                .isEqualTo(Path.of("/srv/commonwatt"));
        for (String ignored : new String[] {"", "relative"}) {
            assertThat(DataFolder.of(
                                    null,
                                    new Screen(home)
                                            .with("XDG_DATA_HOME", ignored)
                                            .setting())
                            .root())
                    .isEqualTo(home.resolve(".local/share/commonwatt"));
        }
    }
}
