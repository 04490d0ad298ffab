package org.commonwatt.api.account;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Browser sessions.
 *
 * @param length time after which a browser must show a key again
 */
@Validated
@ConfigurationProperties("commonwatt.session")
record SessionSettings(
        @DefaultValue("7d") @NotNull @DurationMin(minutes = 1)
        Duration length) {}
