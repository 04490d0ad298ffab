package org.commonwatt.api.artifact;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Stored bytes ({@code commonwatt.artifacts.*}).
 *
 * @param maxSize the most that one artifact may have
 * @param unfinishedFor how long an upload that broke off waits for its next bytes
 * @param mostUnfinished uploads that one account, or one node, may have begun and not finished
 * @param unusedFor how long bytes that a person brought, or was told are here, are kept while nothing refers to them
 * @param uncommittedFor the same for bytes that only a node brought; a checkpoint that its job no longer keeps is such
 * @param collectEvery how often what is no longer kept is taken away
 * @param verifiedFor how long bytes that were found to match their hash are given out without looking again
 * @param keepFree room on the disk that uploads leave to others, such as a database that ends where it finds none
 */
@Validated
@ConfigurationProperties("commonwatt.artifacts")
record ArtifactSettings(
        @DefaultValue("8GB") @NotNull DataSize maxSize,
        @DefaultValue("1d") @NotNull Duration unfinishedFor,
        @DefaultValue("32") @Min(1) int mostUnfinished,
        @DefaultValue("30d") @NotNull Duration unusedFor,
        @DefaultValue("15m") @NotNull Duration uncommittedFor,
        @DefaultValue("10m") @NotNull Duration collectEvery,
        @DefaultValue("10m") @NotNull Duration verifiedFor,
        @DefaultValue("256MB") @NotNull DataSize keepFree) {

    ArtifactSettings {
        positive("unfinished-for", unfinishedFor);
        positive("collect-every", collectEvery);
        notNegative("unused-for", unusedFor);
        notNegative("uncommitted-for", uncommittedFor);
        notNegative("verified-for", verifiedFor);
        if (keepFree.isNegative()) {
            throw new IllegalArgumentException("commonwatt.artifacts.keep-free must be 0 or more");
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("commonwatt.artifacts." + name + " must be above 0");
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("commonwatt.artifacts." + name + " must be 0 or more");
        }
    }
}
