package org.commonwatt.api.database;

import java.time.Clock;
import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

import org.commonwatt.db.Partitions;

@Configuration(proxyBeanMethods = false)
class PartitionConfiguration {

    @Bean
    PartitionRounds partitionRounds(DataSource database, Clock clock, HistorySettings settings) {
        return new PartitionRounds(new PartitionKeeper(new Partitions(database), clock, settings));
    }

    /** Hourly, so that a service that was away at midnight has what it needs soon after. */
    static class PartitionRounds {

        private final PartitionKeeper keeper;

        PartitionRounds(PartitionKeeper keeper) {
            this.keeper = keeper;
        }

        @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
        void keep() {
            keeper.makeAhead();
            keeper.dropOld();
        }
    }
}
