package org.commonwatt.api.database;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Watching over transactions ({@code commonwatt.transaction.*}); how long one of ours may last is said where connections are
 * made ({@code transaction_timeout}).
 *
 * @param alertAfter age from which on the oldest transaction of anybody is told in the log
 */
@ConfigurationProperties("commonwatt.transaction")
record TransactionSettings(@DefaultValue("2m") Duration alertAfter) {

    TransactionSettings {
        if (!alertAfter.isPositive()) {
            throw new IllegalArgumentException("commonwatt.transaction.alert-after must be above 0");
        }
    }
}
