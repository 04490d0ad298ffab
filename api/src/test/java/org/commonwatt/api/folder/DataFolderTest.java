package org.commonwatt.api.folder;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DataFolderTest {

    @Test
    void anEmptySettingAsksForNoFolder() {
        assertThat(bound("")).isEqualTo(new DataFolder(null));
        assertThat(bound("/srv/commonwatt").root()).isEqualTo(Path.of("/srv/commonwatt"));
    }

    private static DataFolder bound(String dataDir) {
        return new Binder(new MapConfigurationPropertySource(Map.of("commonwatt.data-dir", dataDir)))
                .bindOrCreate("commonwatt", DataFolder.class);
    }
}
