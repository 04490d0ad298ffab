package org.commonwatt.cli.terminal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Rejected;

/** Ends a command with exit code 1 and a sentence that says what is wrong and what to do. */
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** @param sentence what is wrong and what to do, for people */
    public Failure(String sentence) {
        this(Problem.failed(sentence));
    }

    /** A failure that is known by its problem document. */
    public Failure(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail());
        this.problem = problem;
    }

    /**
     * A file that can't be accepted as written.
     *
     * @param what the file, as its owner named it
     */
    public static Failure rejected(String what, Rejected rejected) {
        int count = rejected.violations().size();
        return new Failure(new Problem(
                "urn:commonwatt:problem:spec-rejected",
                "Not accepted as written",
                0,
                what + " has " + (count == 1 ? "a mistake." : count + " mistakes."),
                what,
                List.copyOf(rejected.violations())));
    }

    /** What happened, in the form in which the service says it too. */
    public Problem problem() {
        return problem;
    }

    /** The sentence. */
    public String sentence() {
        @Nullable String message = getMessage();
        return message == null ? problem.title() : message;
    }
}
