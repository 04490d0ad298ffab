package org.commonwatt.api.placement;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of planning ({@code commonwatt.placement.*}).
 *
 * @param snapshotAge how old the planner's picture may be where nothing is known to have changed; bounds what another
 *     replica's changes can go unseen
 * @param useAge how old the accounts' past use may be: it changes slowly and is dearer to add up
 */
@ConfigurationProperties("commonwatt.placement")
public record PlacementSettings(
        @DefaultValue("1s") Duration snapshotAge,
        @DefaultValue("30s") Duration useAge) {

    public PlacementSettings {
        if (!snapshotAge.isPositive() || useAge.compareTo(snapshotAge) < 0) {
            throw new IllegalArgumentException(
                    "commonwatt.placement.snapshot-age must be above 0, and use-age at least as long");
        }
    }
}
