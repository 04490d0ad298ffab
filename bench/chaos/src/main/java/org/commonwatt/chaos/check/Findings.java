package org.commonwatt.chaos.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the invariants found: violations, and how much was looked at, so that a check that saw nothing shows. */
final class Findings {

    private final List<String> violations = new ArrayList<>();
    private final Map<String, Long> looked = new LinkedHashMap<>();

    /** Notes that something was looked at. */
    void saw(String what) {
        saw(what, 1);
    }

    void saw(String what, long times) {
        looked.merge(what, times, Long::sum);
    }

    /** Notes a violation unless the condition holds. */
    void require(boolean holds, String violation, @Nullable Object... arguments) {
        if (!holds) {
            violations.add(violation.formatted(arguments));
        }
    }

    List<String> violations() {
        return violations;
    }

    Map<String, Long> looked() {
        return looked;
    }
}
