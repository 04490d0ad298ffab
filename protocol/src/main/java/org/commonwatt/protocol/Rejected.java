package org.commonwatt.protocol;

import java.util.List;
import java.util.stream.Collectors;

/** A document that says something impossible or unreadable; carries every violation that was found, in document order. */
public final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param violations at least one */
    public Rejected(List<Violation> violations) {
        super(violations.stream()
                .map(violation -> violation.pointer() + ": " + violation.message())
                .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** With one thing that is wrong, whose line is not known. */
    public static Rejected at(String pointer, String message) {
        return new Rejected(List.of(new Violation(pointer, message, null, null, null)));
    }

    /** Everything that was found wrong. */
    public List<Violation> violations() {
        return violations;
    }
}
