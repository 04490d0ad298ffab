package org.commonwatt.api.artifact;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.commonwatt.api.folder.DataFolder;

@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {

    @Bean
    ArtifactStore artifactStore(DataFolder folder, ArtifactSettings settings) {
        return new FileArtifactStore(
                folder.resolve("artifacts"),
                settings.verifiedFor(),
                settings.keepFree().toBytes());
    }
}
