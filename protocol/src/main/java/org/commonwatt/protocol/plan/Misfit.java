package org.commonwatt.protocol.plan;

import org.jspecify.annotations.Nullable;

/** A layer can't take its input's shape. */
final class Misfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient @Nullable Shape smallest;

    private Misfit(String message, String field, @Nullable Shape smallest) {
        super(message);
        this.field = field;
        this.smallest = smallest;
    }

    /** {@code why} goes on from "can't take (…): ". */
    static Misfit because(String why) {
        return new Misfit(why, "", null);
    }

    /** The layer would take {@code smallest} or larger. */
    static Misfit tooSmall(String why, Shape smallest) {
        return new Misfit(why, "", smallest);
    }

    /** The fault lies in one field of the layer. */
    static Misfit in(String field, String why) {
        return new Misfit(why, field, null);
    }

    /** The fault lies in a layer inside the layer, at {@code field}; {@code smallest} would do as the layer's own input. */
    static Misfit inside(String field, Misfit inner, String why, @Nullable Shape smallest) {
        return new Misfit(why, inner.field.isEmpty() ? field : field + "/" + inner.field, smallest);
    }

    /** The layer's own field at fault, or empty for the layer as a whole. */
    String field() {
        return field;
    }

    /** The smallest input that the layer takes, or null where size is not what is wrong. */
    @Nullable
    Shape smallest() {
        return smallest;
    }
}
