package org.commonwatt.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;

/** What nodes have to know of jobs. */
@Repository
public class AssignmentQueries {

    /** What {@link #assignment} reads, of a job and of the {@code artifact} that is its {@code base}, where it has one. */
    static final String COLUMNS =
            "job.name, job.spec, job.dataset_id, job.memory_bytes, base.sha256 as base_sha256, base.size as base_size";

    private final JdbcClient jdbc;

    AssignmentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What there is to know of a job that is there. */
    public Assignment of(UUID jobId) {
        return jdbc.sql("select " + COLUMNS + """
                         from job left join artifact base on base.sha256 = job.base_sha256
                        where job.id = :job
                        """)
                .param("job", jobId)
                .query((row, number) -> assignment(row))
                .single();
    }

    static Assignment assignment(ResultSet row) throws SQLException {
        return new Assignment(
                row.getString("name"),
                row.getString("spec"),
                row.getObject("dataset_id", UUID.class),
                row.getLong("memory_bytes"),
                base(row));
    }

    private static Assignment.@Nullable Base base(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("base_sha256");
        return sha256 == null ? null : new Assignment.Base(Sha256.of(sha256), row.getLong("base_size"));
    }
}
