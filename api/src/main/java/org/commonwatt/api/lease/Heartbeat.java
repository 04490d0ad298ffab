package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The service's own sign of life. Time in which no replica was there is charged to no lease. */
@Component
class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final SweepQueries queries;
    private final LeaseSettings settings;
    private final Clock clock;
    private @Nullable Instant ahead;
    private int beatsBehind;

    Heartbeat(SweepQueries queries, LeaseSettings settings, Clock clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    void beat() {
        Instant now = clock.instant();
        Optional<Instant> newest = queries.beat(now);
        if (newest.isPresent() && wentBack(newest.get(), now)) {
            queries.setBack(now, settings);
            LOG.warn(
                    "the clock went back by {} s; what was due then is due now",
                    Duration.between(now, newest.get()).toSeconds());
            return;
        }
        Optional<Duration> silence = newest.map(last -> Duration.between(last, now));
        silence.filter(it -> it.compareTo(settings.outageAfter()) > 0).ifPresent(outage -> {
            int leases = queries.extendAll(outage, now, now.plus(settings.time()));
            LOG.info("the service was away for {} s; {} leases last that much longer", outage.toSeconds(), leases);
        });
    }

    /**
     * Whether the clocks went back, as by an hour when a machine wakes up and asks for the time: leases would last, and work
     * would wait, until they have caught up. The newest moment that any replica noted is ahead then, and stands still; where
     * it moves on, it is another replica's clock that is fast.
     */
    private boolean wentBack(Instant newest, Instant now) {
        if (!newest.isAfter(now.plus(settings.outageAfter()))) {
            ahead = null;
            return false;
        }
        beatsBehind = newest.equals(ahead) ? beatsBehind + 1 : 0;
        ahead = newest;
        return settings.sweepEvery().multipliedBy(beatsBehind).compareTo(settings.outageAfter()) > 0;
    }
}
