package org.commonwatt.worker.local;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

/** Ends a command with exit code 1: what is wrong and what to do, as a sentence and as a problem document. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 20;

    private final transient Problem problem;

    Trouble(String sentence) {
        this(Problem.failed(sentence));
    }

    private Trouble(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** A file that can't be accepted as written. */
    static Trouble rejected(String what, Rejected rejected) {
        int count = rejected.violations().size();
        return new Trouble(new Problem(
                "urn:commonwatt:problem:spec-rejected",
                "Not accepted as written",
                0,
                what + " has " + (count == 1 ? "a mistake." : count + " mistakes."),
                what,
                List.copyOf(rejected.violations())));
    }

    Problem problem() {
        return problem;
    }

    /** For people: one line or more. */
    String text() {
        StringBuilder text = new StringBuilder(String.valueOf(problem.detail()));
        @Nullable List<Violation> all = problem.violations();
        List<Violation> violations = all == null ? List.of() : all;
        violations.stream().limit(MOST_SHOWN).forEach(violation -> {
            text.append("\n  ");
            if (violation.line() != null) {
                text.append("line ").append(violation.line()).append(", ");
            }
            text.append(violation.pointer().isEmpty() ? "the document" : violation.pointer())
                    .append(": ")
                    .append(violation.message());
            if (violation.suggestion() != null) {
                text.append("\n      did you mean ")
                        .append(violation.suggestion())
                        .append('?');
            }
        });
        if (violations.size() > MOST_SHOWN) {
            text.append("\n  and ").append(violations.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }
}
