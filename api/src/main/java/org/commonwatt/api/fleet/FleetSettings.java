package org.commonwatt.api.fleet;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the fleet ({@code commonwatt.fleet.*}).
 *
 * @param codeLifetime how long a joining code may be used
 * @param awayAfter a node that was not heard from for this long counts as away; longer than a worker's longest silence,
 *     which is a long poll or a third of a lease
 */
@ConfigurationProperties("commonwatt.fleet")
public record FleetSettings(
        @DefaultValue("10m") Duration codeLifetime,
        @DefaultValue("90s") Duration awayAfter) {

    public FleetSettings {
        if (!codeLifetime.isPositive()) {
            throw new IllegalArgumentException("commonwatt.fleet.code-lifetime must be above 0");
        }
        if (awayAfter.compareTo(Duration.ofSeconds(60)) < 0) {
            throw new IllegalArgumentException(
                    "commonwatt.fleet.away-after must be at least 60s, a long poll and its answer");
        }
    }
}
