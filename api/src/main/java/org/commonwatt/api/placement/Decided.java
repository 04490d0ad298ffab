package org.commonwatt.api.placement;

import java.time.Instant;

import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.GreenWindow;
import org.commonwatt.scheduler.timing.Reason;
import org.commonwatt.scheduler.timing.Timing;

/** The planner's decisions about time as messages. */
final class Decided {

    private Decided() {}

    static TimingView view(Zone zone, Timing timing, Instant now) {
        GreenWindow window = timing.window();
        return new TimingView(
                timing.run(),
                reason(timing.reason()),
                timing.reason().sentence(),
                new TimingView.Window(window.zone(), window.from(), window.to(), window.intensity()),
                zone.meanIntensity(now, 0),
                timing.endsAt(),
                timing.expectedGrams(),
                timing.gramsAtOnce(),
                now,
                timing.decideAgainAt());
    }

    private static TimingView.Reason reason(Reason reason) {
        return switch (reason) {
            case Reason.NotDeferrable it -> TimingView.Reason.NOT_DEFERRABLE;
            case Reason.BudgetSpent it -> TimingView.Reason.WAITING_SPENT;
            case Reason.ReserveReached it -> TimingView.Reason.WAITING_RESERVED;
            case Reason.DeadlineNear it -> TimingView.Reason.DEADLINE_NEAR;
            case Reason.CleanEnough it -> TimingView.Reason.CLEAN_ENOUGH;
            case Reason.CleanerLater it -> TimingView.Reason.CLEANER_LATER;
        };
    }

    /** Where time presses, the next node that is free is the right one, wherever it stands. */
    static boolean isBoundToItsZone(TimingView.Reason reason) {
        return switch (reason) {
            case CLEAN_ENOUGH, CLEANER_LATER -> true;
            case NOT_DEFERRABLE, WAITING_SPENT, WAITING_RESERVED, DEADLINE_NEAR -> false;
        };
    }
}
