package org.commonwatt.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.plan.FaultKind;

/** What a run must have come by, so that a check without a violation says something. */
final class Coverage {

    /** From this length on a storm leads to everything that the check can look at, and hits with each kind of fault. */
    private static final Duration LONG = Duration.ofMinutes(15);

    private static final List<String> IN_ANY_RUN = List.of(
            "tasks",
            "events",
            "models",
            "stored files",
            "artifacts",
            "grants",
            "checkpoints",
            "acknowledged submissions",
            "acknowledged points",
            "acknowledged lines",
            "acknowledged checkpoints",
            "acknowledged completions");

    private static final List<String> IN_A_LONG_RUN = List.of(
            "models after more than one lease",
            "messages of older leases",
            "times of clocks that jumped",
            "acknowledged cancellations",
            "acknowledged releases");

    private Coverage() {}

    /**
     * What is missing, as sentences.
     *
     * @param found what the check printed
     */
    static List<String> gaps(Duration storm, JsonNode found, Collection<FaultKind> planned, Set<FaultKind> hit) {
        List<String> gaps = new ArrayList<>();
        boolean isLong = storm.compareTo(LONG) >= 0;
        List<String> wanted = new ArrayList<>(IN_ANY_RUN);
        if (isLong) {
            wanted.addAll(IN_A_LONG_RUN);
            found.path("skipped")
                    .forEach(damage ->
                            gaps.add("nothing was there to show that the check notices " + damage.asString()));
            Set<FaultKind> missed = new TreeSet<>(planned);
            missed.removeAll(hit);
            missed.forEach(kind -> gaps.add("no fault " + kind + " hit anything"));
        }
        for (String kind : wanted) {
            if (found.path("looked").path(kind).asLong(0) == 0) {
                gaps.add("the check looked at no " + kind);
            }
        }
        return gaps;
    }
}
