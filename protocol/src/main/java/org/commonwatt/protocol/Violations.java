package org.commonwatt.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document, so that one attempt shows all of it. */
public final class Violations {

    /** More than anybody reads; it bounds the answer to a document made of faults. */
    private static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();
    private int count;

    /** Notes one. */
    public void add(String pointer, String message) {
        add(() -> pointer, message, null);
    }

    /** Notes one; the pointer is made only while there is room for it. */
    public void add(Supplier<String> pointer, String message) {
        add(pointer, message, null);
    }

    /** Notes one, with what was probably meant. */
    public void add(String pointer, String message, @Nullable String suggestion) {
        add(() -> pointer, message, suggestion);
    }

    /** Notes one; the pointer is made only while there is room for it. */
    public void add(Supplier<String> pointer, String message, @Nullable String suggestion) {
        count++;
        if (count <= MOST) {
            found.add(new Violation(pointer.get(), message, suggestion, null, null));
        }
    }

    /** How many were noted. */
    public int count() {
        return count;
    }

    /** Whether further ones are only counted. */
    public boolean isFull() {
        return count >= MOST;
    }

    /**
     * Ends the collecting.
     *
     * @throws Rejected with everything that was noted, if anything was
     */
    public void throwIfAny() throws Rejected {
        if (count > MOST) {
            found.add(new Violation("", (count - MOST) + " more faults are not listed", null, null, null));
            count = 0;
        }
        if (!found.isEmpty()) {
            throw new Rejected(found);
        }
    }
}
