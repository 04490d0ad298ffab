package org.commonwatt.api.database;

import java.time.Clock;
import java.time.LocalDate;

import org.commonwatt.db.Partitions;

/** Keeps the time partitions: the next days' are there, those past the retention time are not. */
final class PartitionKeeper {

    private final Partitions partitions;
    private final Clock clock;
    private final HistorySettings settings;

    PartitionKeeper(Partitions partitions, Clock clock, HistorySettings settings) {
        this.partitions = partitions;
        this.clock = clock;
        this.settings = settings;
    }

    /** From the day before on: clocks go back, and a replica's may be behind. */
    void makeAhead() {
        partitions.createAhead(LocalDate.now(clock).minusDays(1), settings.daysAhead() + 1);
    }

    void dropOld() {
        partitions.dropBefore(LocalDate.now(clock).minusDays(settings.retentionDays()));
    }
}
