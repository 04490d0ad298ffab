package org.commonwatt.api.database;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

    @Bean
    Signals signals(DataSource database) {
        return new Signals(database);
    }

    @Bean
    OldestTransaction oldestTransaction(DataSource database, TransactionSettings settings, MeterRegistry meters) {
        return new OldestTransaction(database, settings, meters);
    }
}
