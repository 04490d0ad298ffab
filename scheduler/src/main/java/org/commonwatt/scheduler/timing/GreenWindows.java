package org.commonwatt.scheduler.timing;

import java.time.Instant;

import org.commonwatt.scheduler.Zone;

/**
 * When a task should run: now, or in a later window that is cleaner by more than its delay and its starts are worth.
 *
 * <p>Decide anew at every hour boundary, and whenever the task is ready to start. The waiting budget is absolute and a
 * deadline wins over carbon, so a decision never defers what has to run now.
 */
public final class GreenWindows {

    private GreenWindows() {}

    /** The decision for a task in this zone; {@link ZoneChoice} says which zone to ask about. */
    public static Timing decide(Zone zone, Waiting task, Instant now) {
        return Outlook.of(zone, task, now).timing();
    }
}
