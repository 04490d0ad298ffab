package org.commonwatt.worker.machine;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DataRootTest {

    @TempDir
    Path folder;

    private static Path root(Map<String, String> environment) {
        return DataRoot.of(null, environment);
    }

    @Test
    void an_option_comes_before_the_environment_and_that_before_the_users_own_folder() {
        Map<String, String> both = Map.of(
                "COMMONWATT_DATA",
                folder.toString(),
                "XDG_DATA_HOME",
                folder.resolve("xdg").toString());

        assertThat(DataRoot.of(folder.resolve("given"), both)).isEqualTo(folder.resolve("given"));
        assertThat(root(both)).isEqualTo(folder);
        assertThat(root(Map.of("XDG_DATA_HOME", folder.toString()))).isEqualTo(folder.resolve("commonwatt"));
    }

    @Test
    void a_relative_or_empty_data_home_is_ignored_as_its_rules_say() {
        Path usual = root(Map.of());

        assertThat(usual).isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/commonwatt"));
        assertThat(root(Map.of("XDG_DATA_HOME", ""))).isEqualTo(usual);
        assertThat(root(Map.of("XDG_DATA_HOME", "data"))).isEqualTo(usual);
        assertThat(root(Map.of("COMMONWATT_DATA", "", "XDG_DATA_HOME", "./data")))
                .isEqualTo(usual);
    }
}
