package org.commonwatt.chaos.check;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.protocol.Json;

/**
 * {@code CheckMain JDBC-URL STORE JOURNAL}: looks at what a run left behind. It knows nothing of the run but these three, and
 * prints one JSON object.
 */
public final class CheckMain {

    private CheckMain() {}

    /** Prints what was found; exit status 0 also where something was. */
    public static void main(String[] arguments) throws Exception {
        Ledger ledger = Ledger.read(Path.of(arguments[2]));
        Findings findings = new Findings();
        Proof proof;
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            Rows rows = new Rows(connection);
            Invariant storedBytes = new StoredBytes(rows, Path.of(arguments[1]));
            List<Invariant> invariants = List.of(
                    new AllEnded(rows, ledger),
                    new OneResult(rows),
                    new EventLog(rows),
                    new SameBits(rows),
                    storedBytes,
                    new Fencing(rows, ledger),
                    new JumpedClocks(ledger),
                    new Acknowledgements(rows, ledger));
            for (Invariant invariant : invariants) {
                invariant.check(findings);
            }
            proof = new Proof(connection, rows, ledger, storedBytes);
            proof.show(findings);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("violations", findings.violations());
        result.put("looked", findings.looked());
        result.put("noticed", proof.noticed());
        result.put("skipped", proof.skipped());
        result.put("waste", new Waste(ledger).figures());
        System.out.println(Json.mapper().writeValueAsString(result));
    }
}
