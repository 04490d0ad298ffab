package org.commonwatt.api.lease;

import org.springframework.stereotype.Component;

import org.commonwatt.api.schedule.Schedule;

/** Sweeps for as long as the service runs. */
@Component
class SweepSchedule extends Schedule {

    private final Sweeper sweeper;

    SweepSchedule(Sweeper sweeper, LeaseSettings settings) {
        super("lease-sweeper", settings.sweepEvery(), settings.sweepEvery().plus(COMMIT_TIME));
        this.sweeper = sweeper;
    }

    @Override
    protected void round() {
        sweeper.sweep();
    }
}
