package org.commonwatt.scheduler;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the planner tells apart among tasks: all ready tasks of one class are alike to it.
 *
 * @param id the class
 * @param account who submitted the work
 * @param need what each task needs
 * @param zone the only zone that it should run in, because its green window was chosen there; null for any
 * @param urgent whether its deadline is so near that nothing but the time until its end counts
 */
public record WorkClass(
        long id, UUID account, WorkNeed need, @Nullable String zone, boolean urgent) {

    /** Work without a deadline that is near. */
    public WorkClass(long id, UUID account, WorkNeed need, @Nullable String zone) {
        this(id, account, need, zone, false);
    }

    /** Work that may run anywhere. */
    public WorkClass(long id, UUID account, WorkNeed need) {
        this(id, account, need, null);
    }

    /** Whether it may run in that zone. */
    boolean allows(String where) {
        return zone == null || zone.equals(where);
    }
}
