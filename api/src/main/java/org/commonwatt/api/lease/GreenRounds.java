package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.placement.GreenPlans;
import org.commonwatt.api.placement.GreenPlans.Decision;

/** Has decisions about time made when they are due, and applies them. Replicas may do so at once: each is applied under a lock. */
@Component
class GreenRounds {

    private static final Logger LOG = LoggerFactory.getLogger(GreenRounds.class);

    private final GreenPlans plans;
    private final Deferrals deferrals;
    private final Clock clock;

    GreenRounds(GreenPlans plans, Deferrals deferrals, Clock clock) {
        this.plans = plans;
        this.deferrals = deferrals;
        this.clock = clock;
    }

    /** A round, if one is due. */
    void round() {
        Instant now = clock.instant();
        if (plans.nextDue().filter(due -> !due.isAfter(now)).isEmpty()) {
            return;
        }
        GreenPlans.Round round = plans.round();
        List<Decision> decisions = round.decisions();
        for (int turn = 0; turn < decisions.size(); turn++) {
            // Who loses most by waiting stands first in the queue.
            apply(decisions.get(turn), now.minusNanos(1000L * (decisions.size() - turn)));
        }
        round.homeless().forEach(taskId -> deferrals.admitUnplanned(taskId, round.lookAgainAt()));
    }

    /** One decision that can't be applied must not keep the others waiting; it stays due. */
    private void apply(Decision decision, Instant availableAt) {
        try {
            deferrals.apply(decision, availableAt);
        } catch (RuntimeException e) {
            LOG.warn("the decision about job {} could not be applied; trying again later", decision.jobId(), e);
        }
    }
}
