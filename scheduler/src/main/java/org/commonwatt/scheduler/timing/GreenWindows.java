package org.commonwatt.scheduler.timing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

import org.commonwatt.scheduler.Zone;

/**
 * When a task should run: now, or in a later window that is cleaner by more than its delay and its starts are worth.
 *
 * <p>Decide anew at every hour boundary, and whenever the task is ready to start. The waiting budget is absolute and a
 * deadline wins over carbon, so a decision never defers what has to run now.
 */
public final class GreenWindows {

    private GreenWindows() {}

    /** The decision for a task that can only run in this zone: it runs there now, or its data or its checkpoint is there. */
    public static Timing decide(Zone zone, Waiting task, Instant now) {
        return Outlook.of(zone, task, now).timing();
    }

    /**
     * The decision for a task that may run in any of these zones; the decision's window names the one that was chosen. Ask for
     * one zone once a task has started: to go after the cleanest zone every hour gains next to nothing over choosing well once
     * (0.3 % of the saving on the zones of Electricity Maps in 2022), and every move costs a restart.
     */
    public static Timing decide(Collection<Zone> zones, Waiting task, Instant now) {
        return zones.stream()
                .map(zone -> Outlook.of(zone, task, now))
                .min(Comparator.comparingDouble(Outlook::costGrams).thenComparing(Outlook::zoneName))
                .orElseThrow(() -> new IllegalArgumentException("there is no zone to run in"))
                .timing();
    }
}
