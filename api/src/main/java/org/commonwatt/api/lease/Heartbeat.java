package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    Heartbeat(SweepQueries queries, LeaseSettings settings, Clock clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    void beat() {
        Instant now = clock.instant();
        Optional<Duration> silence = queries.beat(now).map(last -> Duration.between(last, now));
        silence.filter(it -> it.compareTo(settings.outageAfter()) > 0).ifPresent(outage -> {
            int leases = queries.extendAll(outage);
            LOG.info("the service was away for {} s; {} leases last that much longer", outage.toSeconds(), leases);
        });
    }
}
