package org.commonwatt.api.artifact;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Stored bytes.
 *
 * @param maxSize the most that one artifact may have
 */
@Validated
@ConfigurationProperties("commonwatt.artifacts")
record ArtifactSettings(@DefaultValue("8GB") @NotNull DataSize maxSize) {}
