package org.commonwatt.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.cli.client.RunningNote;
import org.commonwatt.cli.setting.DataFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderClaimTest {

    private final List<String> said = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }

    @Test
    void aSecondClaimIsRefusedWithTheFirstOnesAddress() {
        try (FolderClaim first = FolderClaim.take(data(), said::add)) {
            first.note("http://127.0.0.1:9000", List.of(RunningNote.Member.of("supervisor", ProcessHandle.current())));

            assertThatThrownBy(() -> FolderClaim.take(data(), said::add))
                    .hasMessageContaining("already runs on the data folder " + data().root())
                    .hasMessageContaining("http://127.0.0.1:9000")
                    .hasMessageContaining("--data DIR");
        }
        FolderClaim.take(data(), said::add).close();
        assertThat(data().running()).doesNotExist();
    }

    @Test
    void theFolderIsItsOwnersAlone() throws IOException {
        FolderClaim.take(data(), said::add).close();

        assertThat(Files.getPosixFilePermissions(data().root()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void whatAnEarlierRunLeftBehindIsWaitedFor() throws Exception {
        Process left = new ProcessBuilder("/bin/sh", "-c", "read line").start();
        try {
            data().make();
            new RunningNote("http://127.0.0.1:1", List.of(RunningNote.Member.of("api", left.toHandle()))).write(data());

            CompletableFuture<FolderClaim> claim =
                    CompletableFuture.supplyAsync(() -> FolderClaim.take(data(), line -> {
                        said.add(line);
                        left.destroy();
                    }));
            claim.get(30, TimeUnit.SECONDS).close();

            assertThat(left.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).containsExactly("Waiting for what an earlier run left behind to end ...");
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInWords() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> FolderClaim.take(new DataFolder(folder.resolve("file/data")), said::add))
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("--data DIR");
    }
}
