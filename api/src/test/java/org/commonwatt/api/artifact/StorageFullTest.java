package org.commonwatt.api.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.problem.ProblemType;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** On a real file system of one megabyte; where the tests may not mount one, there is nothing to try it on. */
class StorageFullTest {

    @TempDir
    Path folder;

    interface Trial {
        void run() throws Exception;
    }

    @Test
    void aDiskThatRunsFullWhileUploadingIsNamedAndNothingIsLeft() throws Exception {
        onASmallDisk(() -> {
            FileArtifactStore store = new FileArtifactStore(folder, Duration.ZERO, 0);
            byte[] large = new byte[2 << 20];
            byte[] small = new byte[1000];

            assertThatThrownBy(() -> store.stage(Bytes.name(large), Bytes.stream(large), Long.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            StorageFull.class, full -> assertThat(full.type()).isEqualTo(ProblemType.STORAGE_FULL));

            assertThat(folder.resolve("staging")).isEmptyDirectory();
            try (ArtifactStore.Staged staged = store.stage(Bytes.name(small), Bytes.stream(small), Long.MAX_VALUE)) {
                assertThat(staged.size()).isEqualTo(small.length);
            }
        });
    }

    @Test
    void uploadsLeaveRoomToOthersOnTheDisk() throws Exception {
        onASmallDisk(() -> {
            FileArtifactStore store = new FileArtifactStore(folder, Duration.ZERO, 600_000);
            byte[] large = new byte[500_000];
            byte[] small = new byte[300_000];

            assertThat(store.room()).isBetween(400_000L, 448_576L);
            assertThatThrownBy(() -> store.stage(Bytes.name(large), Bytes.stream(large), Long.MAX_VALUE))
                    .isInstanceOf(StorageFull.class);
            assertThatThrownBy(() -> store.writePart(UUID.randomUUID(), Bytes.stream(large), 500_000, length -> {}))
                    .isInstanceOf(StorageFull.class);
            assertThat(folder.resolve("staging")).isEmptyDirectory();
            store.parts().forEach(store::removePart);
            try (ArtifactStore.Staged staged = store.stage(Bytes.name(small), Bytes.stream(small), Long.MAX_VALUE)) {
                assertThat(staged.size()).isEqualTo(small.length);
                assertThat(store.room()).isLessThan(150_000);
            }
        });
    }

    @Test
    void anUploadThatFoundTheDiskFullGoesOnOnceThereIsRoom() throws Exception {
        onASmallDisk(() -> {
            Path other = Files.write(folder.resolve("somebody's file"), new byte[700_000]);
            try (Replica replica = Replica.on(
                    Replica.newDatabase(), folder.resolve("store"), new TestClock(EPOCH), Duration.ofDays(1))) {
                Caller person = replica.person();
                byte[] bytes = Bytes.random(300_000, 1);
                Sha256 name = Bytes.name(bytes);
                assertThatThrownBy(() -> replica.uploads().begin(person, name, 2 << 20))
                        .isInstanceOf(StorageFull.class);
                replica.uploads().begin(person, name, bytes.length);
                replica.uploads().append(person, name, 0, Bytes.cutAfter(150_000, bytes));

                // The first part is kept while the whole is put together, for which there is no room.
                byte[] rest = Arrays.copyOfRange(bytes, 150_000, bytes.length);
                assertThatThrownBy(() -> replica.uploads().append(person, name, 150_000, Bytes.stream(rest)))
                        .isInstanceOf(StorageFull.class);

                Files.delete(other);
                long offset = replica.uploads().look(person, name).offset();
                assertThat(replica.uploads()
                                .append(person, name, offset, Bytes.stream(new byte[0]))
                                .complete())
                        .isTrue();
                assertThat(replica.artifacts().require(name).getContentAsByteArray())
                        .isEqualTo(bytes);
            }
        });
    }

    private void onASmallDisk(Trial trial) throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()), "may not mount");
        try {
            trial.run();
        } finally {
            run("umount", folder.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
