package org.commonwatt.api.database;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.commonwatt.db.Partitions;
import org.commonwatt.db.ServerVersion;

@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    /** Migrations get connections of their own: those of the pool end every transaction after a minute. */
    @Bean
    FlywayConnectionDetails migrationConnectionDetails(JdbcConnectionDetails database) {
        return new MigrationConnectionDetails(
                database.getJdbcUrl(), database.getUsername(), database.getPassword(), database.getDriverClassName());
    }

    @Bean
    FlywayMigrationStrategy migrateAServerThatWillDo(Clock clock, HistorySettings settings) {
        return flyway -> {
            ServerVersion.require(flyway.getConfiguration().getDataSource());
            flyway.migrate();
            new PartitionKeeper(new Partitions(flyway.getConfiguration().getDataSource()), clock, settings).makeAhead();
        };
    }

    private record MigrationConnectionDetails(
            String getJdbcUrl,
            @Nullable String getUsername,
            @Nullable String getPassword,
            String getDriverClassName) implements FlywayConnectionDetails {}
}
