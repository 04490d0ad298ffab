package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void what_a_trainer_leaves_in_its_folder_is_taken_over_and_the_owners_files_stay_where_they_are()
            throws IOException {
        RunDirectory directory = new RunDirectory(folder.resolve("run"));
        directory.prepare();
        Path key = Files.writeString(folder.resolve("id_ed25519"), "PRIVATE KEY");
        Path link = Files.createSymbolicLink(directory.work().resolve("link"), key);
        Path own = Files.writeString(directory.work().resolve("checkpoint.7"), "state at 7");

        for (String named :
                new String[] {key.toString(), link.toString(), directory.work() + "/../../id_ed25519", "checkpoint\0"
                }) {
            assertThatThrownBy(() -> directory.adopt(named, 1)).hasMessageContaining("no file of its folder");
            assertThatThrownBy(() -> directory.finish(named)).hasMessageContaining("no file of its folder");
        }
        directory.adopt(own.toRealPath().toString(), 7);

        assertThat(key).hasContent("PRIVATE KEY");
        assertThat(directory.isFinished()).isFalse();
        assertThat(directory.newestCheckpoint())
                .map(RunDirectory.Checkpoint::step)
                .contains(7L);
    }
}
