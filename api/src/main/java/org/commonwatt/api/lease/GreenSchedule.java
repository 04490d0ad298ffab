package org.commonwatt.api.lease;

import org.springframework.stereotype.Component;

import org.commonwatt.api.schedule.Schedule;

/** Rounds of decisions about time for as long as the service runs: when one is called for, and from time to time. */
@Component
class GreenSchedule extends Schedule {

    private final GreenRounds rounds;
    private final RoundBell bell;
    private final GreenSettings settings;

    GreenSchedule(GreenRounds rounds, RoundBell bell, GreenSettings settings) {
        super("green-rounds", settings.decideEvery(), settings.decideEvery().plus(COMMIT_TIME));
        this.rounds = rounds;
        this.bell = bell;
        this.settings = settings;
    }

    @Override
    protected void round() {
        rounds.round();
    }

    @Override
    protected void rest() throws InterruptedException {
        bell.await(settings.decideEvery());
    }
}
