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
                from job join job_state on job_id = id where state = 'SUCCEEDED' order by attempts, id
                """, row -> {
            String spec = row.getString("spec_text");
            String model = requireNonNull(Rows.hex(row.getBytes("model_sha256")));
            int attempts = row.getInt("attempts");
            if (attempts == 1) {
                undisturbed.putIfAbsent(spec, model);
            } else {
                findings.saw("models after more than one lease");
            }
            findings.saw("models");
            String wanted = undisturbed.get(spec);
            findings.require(
                    wanted != null, "no run of %s was undisturbed, so nothing is compared", row.getString("name"));
            findings.require(
                    wanted == null || wanted.equals(model),
                    "a model of %s after %d leases has other bits than the undisturbed one",
                    row.getString("name"),
                    attempts);
            return spec;
        });
    }
}
