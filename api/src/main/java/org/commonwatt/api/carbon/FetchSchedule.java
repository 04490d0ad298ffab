package org.commonwatt.api.carbon;

import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.source.SourceSettings;
import org.commonwatt.api.carbon.source.Sources;
import org.commonwatt.api.schedule.Schedule;

/** Fetches for as long as the service runs. */
@Component
class FetchSchedule extends Schedule {

    private final Fetcher fetcher;
    private final Sources sources;

    FetchSchedule(Fetcher fetcher, Sources sources, SourceSettings settings) {
        super("intensity-fetcher", settings.lookEvery(), settings.timeout().plus(COMMIT_TIME));
        this.fetcher = fetcher;
        this.sources = sources;
    }

    /** Without sources there is nothing to do. */
    @Override
    public boolean isAutoStartup() {
        return !sources.isEmpty();
    }

    @Override
    protected void round() {
        fetcher.round();
    }
}
