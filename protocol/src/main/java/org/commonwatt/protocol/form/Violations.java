package org.commonwatt.protocol.form;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

/** Collects what is wrong with a document. */
final class Violations {

    /** More than anybody reads; it bounds the answer to a document made of faults. */
    private static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();
    private int count;

    void add(Path path, String message) {
        add(path, message, null);
    }

    void add(Path path, String message, @Nullable String suggestion) {
        count++;
        if (count <= MOST) {
            found.add(new Violation(path.pointer(), message, suggestion, null, null));
        }
    }

    int count() {
        return count;
    }

    void throwIfAny() throws Rejected {
        if (count > MOST) {
            found.add(new Violation("", (count - MOST) + " more faults are not listed", null, null, null));
        }
        if (!found.isEmpty()) {
            throw new Rejected(found);
        }
    }
}
