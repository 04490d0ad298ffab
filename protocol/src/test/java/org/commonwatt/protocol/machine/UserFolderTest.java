package org.commonwatt.protocol.machine;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserFolderTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void theUsersOwnFolderFollowsTheXdgRules() {
        assertThat(UserFolder.of("/srv", HOME)).isEqualTo(Path.of("/srv/commonwatt"));

        Path usual = Path.of("/home/ada/.local/share/commonwatt");
        assertThat(UserFolder.of(null, HOME)).isEqualTo(usual);
        assertThat(UserFolder.of("", HOME)).isEqualTo(usual);
        assertThat(UserFolder.of("share", HOME)).isEqualTo(usual);
    }
}
