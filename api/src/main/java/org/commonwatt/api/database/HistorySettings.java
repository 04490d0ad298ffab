package org.commonwatt.api.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long metrics, logs and events of jobs are kept.
 *
 * @param retentionDays days after a job's submission; its row, result and energy account stay for ever
 * @param daysAhead days for which room is made before they come
 */
@Validated
@ConfigurationProperties("commonwatt.history")
record HistorySettings(
        @DefaultValue("400") @Min(1) int retentionDays,
        @DefaultValue("7") @Min(1) @Max(366) int daysAhead) {}
