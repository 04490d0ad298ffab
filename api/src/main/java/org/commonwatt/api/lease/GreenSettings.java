package org.commonwatt.api.lease;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of decisions about the time of work that may wait ({@code commonwatt.green.*}).
 *
 * @param decideEvery how often decisions that are due are looked for; new work is decided about at once
 */
@ConfigurationProperties("commonwatt.green")
public record GreenSettings(@DefaultValue("2s") Duration decideEvery) {

    public GreenSettings {
        if (!decideEvery.isPositive()) {
            throw new IllegalArgumentException("commonwatt.green.decide-every must be above 0");
        }
    }
}
