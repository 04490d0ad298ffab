package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A lease that was granted, as the database remembers it. */
record Attempt(
        UUID lease,
        UUID task,
        UUID job,
        long epoch,
        @Nullable String outcome) {

    /** All of them, by lease. */
    static Map<UUID, Attempt> all(Rows rows) throws SQLException {
        Map<UUID, Attempt> attempts = new LinkedHashMap<>();
        rows.list(
                        "select lease_id, task_id, job_id, epoch, outcome from attempt order by task_id, epoch",
                        row -> new Attempt(
                                row.getObject("lease_id", UUID.class),
                                row.getObject("task_id", UUID.class),
                                row.getObject("job_id", UUID.class),
                                row.getLong("epoch"),
                                row.getString("outcome")))
                .forEach(attempt -> attempts.put(attempt.lease(), attempt));
        return attempts;
    }
}
