package org.commonwatt.worker.run;

import org.jspecify.annotations.Nullable;

/**
 * What a trainer's process may use.
 *
 * @param memoryBytes memory that its work is planned with; two fifths of it are its Java heap
 * @param most beyond which the system gives it nothing
 * @param processors logical processors that it is held to where the system can, or null for all
 * @param nice how far it steps back for other programs, 0..19
 * @param graphics whether it may use graphics processors
 */
record Bounds(long memoryBytes, Most most, @Nullable Integer processors, int nice, boolean graphics) {

    /** What a Java machine and libtorch may write to but don't: 205 MiB were measured on a small job. */
    private static final long SET_ASIDE = 256L << 20;

    /** Hard limits in bytes, of memory and of one file. */
    record Most(long memoryBytes, long fileBytes) {}

    /** For somebody who sits at the machine: nothing but a heap of a sensible size. */
    static Bounds ofOwner(long memoryBytes) {
        return new Bounds(memoryBytes, new Most(Long.MAX_VALUE, Long.MAX_VALUE), null, 0, true);
    }

    /** For work of others: what the machine's owner lends. */
    static Bounds ofLease(long memoryBytes, Workplace.Lent lent) {
        Most most = new Most(lent.memoryBytes() + SET_ASIDE, lent.diskBytes());
        return new Bounds(memoryBytes, most, lent.threads(), lent.nice(), lent.graphics());
    }
}
