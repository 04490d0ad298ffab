package org.commonwatt.api.lease;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.artifact.ArtifactReferences;

/** Lets go of checkpoints that their jobs need no more. */
@Component
class Retention implements ArtifactReferences {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final CheckpointQueries queries;
    private final CheckpointSettings settings;
    private final Clock clock;

    Retention(CheckpointQueries queries, CheckpointSettings settings, Clock clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void dropPointless() {
        int dropped = queries.dropSuperseded(settings.keepLast(), settings.mostKept())
                + queries.dropOfEnded(clock.instant().minus(settings.keepAfterEnd()));
        if (dropped > 0) {
            LOG.info("{} checkpoints are no longer kept", dropped);
        }
    }
}
