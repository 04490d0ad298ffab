package org.commonwatt.worker.sandbox;

/** One thing that a trainer can't do. */
public enum Protection {
    /** It reaches no address, not even of this machine. */
    NETWORK("no network"),
    /** It reads and writes no file but those that it was given. */
    FILES("no file but the run's own"),
    /** It sees no process but itself, so it can neither signal nor read one. */
    OTHER_PROCESSES("no other process in sight"),
    /** It starts no process. */
    NEW_PROCESSES("no process of its own making"),
    /** It gets no memory beyond what the owner lends. */
    MEMORY("memory held to a limit by the system"),
    /** It ends when the worker does, however that ends. */
    LIFETIME("ends with the worker");

    private final String words;

    Protection(String words) {
        this.words = words;
    }

    /** What it means, for people. */
    public String words() {
        return words;
    }
}
