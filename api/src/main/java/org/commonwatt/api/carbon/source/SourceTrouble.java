package org.commonwatt.api.carbon.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A source did not give what it was asked for. The message never holds a key or what the source wrote. */
public final class SourceTrouble extends Exception {

    private static final long serialVersionUID = 1;

    /** What kind of trouble, and whom it concerns. */
    public enum Kind {
        /** It has no figure for this zone and time. Another zone may be better off. */
        NOTHING,
        /** It does not accept the key, or the key may not do this. */
        REFUSED,
        /** It was asked too often. */
        LIMITED,
        /** It can't be reached, is too slow, or has a fault. */
        AWAY,
        /** It answered in a form that is not its documented one. */
        UNREADABLE
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    public SourceTrouble(Kind kind, String message) {
        this(kind, message, null);
    }

    public SourceTrouble(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long it wants to be left alone, or null where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
