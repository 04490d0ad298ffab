package org.commonwatt.chaos.check;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** The same spec led to the same bytes, however often the run was killed: those of a run that nobody disturbed. */
final class SameBits implements Invariant {

    private final Rows rows;

    SameBits(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void check(Findings findings) throws SQLException {
        Map<String, String> undisturbed = new HashMap<>();
        rows.list("""
                select spec_text, model_sha256, attempts, name
                from job join job_state on job_id = id where state = 'SUCCEEDED'
                order by (select min(seq) from job_event where job_event.job_id = id)
                """, row -> {
            String spec = row.getString("spec_text");
            String model = requireNonNull(Rows.hex(row.getBytes("model_sha256")));
            int attempts = row.getInt("attempts");
            // The first of each spec was trained before anything went wrong.
            String wanted = undisturbed.putIfAbsent(spec, model);
            if (attempts > 1) {
                findings.saw("models after more than one lease");
            }
            findings.saw("models");
            findings.require(
                    wanted == null || wanted.equals(model),
                    "a model of %s after %d leases has other bits than the undisturbed one",
                    row.getString("name"),
                    attempts);
            return spec;
        });
    }
}
