package org.commonwatt.db;

import org.jspecify.annotations.Nullable;

/** There is no database to work with; the message is a sentence for people that says what to do. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do */
    public DatabaseUnavailable(String message) {
        this(message, null);
    }

    /** @param message what is wrong and what to do */
    public DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
