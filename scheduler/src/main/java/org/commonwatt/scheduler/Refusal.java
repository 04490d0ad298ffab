package org.commonwatt.scheduler;

/** Why a node can't run a task, with the smallest change that would remove just this reason. */
public sealed interface Refusal {

    /** The trainer needs more memory than the node offers; both in bytes. */
    record TooLittleMemory(long needed, long offered) implements Refusal {}

    /** The data needs more disk than the node offers; both in bytes. */
    record TooLittleDisk(long needed, long offered) implements Refusal {}

    /** How far the need is from the offer, as a share of the need: 0.5 is "half of it is missing". */
    default double gap() {
        return switch (this) {
            case TooLittleMemory memory -> missing(memory.needed(), memory.offered());
            case TooLittleDisk disk -> missing(disk.needed(), disk.offered());
        };
    }

    /** The reason as a sentence about nodes, the same for all nodes that it rules out. */
    default String reason() {
        return switch (this) {
            case TooLittleMemory memory -> "offers less than the " + Bytes.words(memory.needed()) + " of memory needed";
            case TooLittleDisk disk -> "offers less than the " + Bytes.words(disk.needed()) + " of disk needed";
        };
    }

    /** What the task would have to give up for this node, in words. */
    default String change() {
        return switch (this) {
            case TooLittleMemory memory -> Bytes.words(memory.needed() - memory.offered()) + " less memory";
            case TooLittleDisk disk -> Bytes.words(disk.needed() - disk.offered()) + " less disk";
        };
    }

    private static double missing(long needed, long offered) {
        return (needed - offered) / (double) needed;
    }
}
