package org.commonwatt.worker.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimKeyTest {

    @TempDir
    Path folder;

    @Test
    void a_key_lasts_over_crashes_until_its_lease_is_on_the_disk() throws Exception {
        Path file = folder.resolve("claim-key");
        UUID before = new ClaimKey(file).current();

        UUID afterCrash = new ClaimKey(file).current();
        new ClaimKey(file).used();
        UUID next = new ClaimKey(file).current();

        assertThat(afterCrash).isEqualTo(before);
        assertThat(next).isNotEqualTo(before);
    }

    @Test
    void a_damaged_key_is_replaced() throws Exception {
        Path file = Files.writeString(folder.resolve("claim-key"), "half a ke");

        UUID key = new ClaimKey(file).current();

        assertThat(Files.readString(file)).isEqualTo(key.toString());
    }
}
