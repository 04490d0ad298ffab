package org.commonwatt.cli.terminal;

import java.util.List;

import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Violation;

/** Problem documents as people read them: the sentence, then each fault with its place and what was probably meant. */
public final class ProblemText {

    private static final int MOST_SHOWN = 20;

    private ProblemText() {}

    /** One line or more, without a line break at the end. */
    public static String of(Problem problem) {
        StringBuilder text = new StringBuilder(problem.detail() == null ? problem.title() : problem.detail());
        List<Violation> violations = problem.violations() == null ? List.of() : problem.violations();
        for (Violation violation : violations.subList(0, Math.min(MOST_SHOWN, violations.size()))) {
            text.append("\n  ").append(place(violation)).append(violation.message());
            if (violation.suggestion() != null) {
                text.append("\n      did you mean ")
                        .append(violation.suggestion())
                        .append('?');
            }
        }
        if (violations.size() > MOST_SHOWN) {
            text.append("\n  and ").append(violations.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }

    private static String place(Violation violation) {
        StringBuilder place = new StringBuilder();
        if (violation.line() != null) {
            place.append("line ").append(violation.line());
            if (violation.column() != null) {
                place.append(", column ").append(violation.column());
            }
            place.append(", ");
        }
        place.append(violation.pointer().isEmpty() ? "the document" : violation.pointer());
        return place.append(": ").toString();
    }
}
