package org.commonwatt.scheduler;

/** By what a node's owner keeps it from work, in the words of a {@link Refusal}. */
public enum OwnerLimit {
    /** The node does not say. */
    UNNAMED("takes nothing now, by its owner's limits", "its owner's limits allow work again", 0.6),
    /** The day has other hours. */
    HOURS("is outside the hours in which its owner lends it", "its hours begin", 0.4),
    /** The owner is at it. */
    IN_USE("is in use by its owner", "its owner leaves it for a while", 0.5),
    /** It is not plugged in. */
    BATTERY("runs on its battery", "it is plugged in", 0.55),
    /** It has moved as many bytes as it may in a day. */
    TRANSFER("has spent the transfer that its owner allows for a day", "its next day begins", 0.6),
    /** The owner said so. */
    PAUSED("is paused by its owner", "its owner resumes it", 0.7),
    /** The owner said so, while it worked. */
    FINISHING("takes no further task, as its owner wants", "its owner resumes it", 0.7),
    /** Its file of limits can't be read. */
    UNCLEAR("has limits that it can't understand", "its owner mends the file of limits", 0.8);

    private final String reason;
    private final String change;
    private final double gap;

    OwnerLimit(String reason, String change, double gap) {
        this.reason = reason;
        this.change = change;
        this.gap = gap;
    }

    String reason() {
        return reason;
    }

    String change() {
        return change;
    }

    double gap() {
        return gap;
    }
}
