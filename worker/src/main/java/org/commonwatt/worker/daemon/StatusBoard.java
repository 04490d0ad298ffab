package org.commonwatt.worker.daemon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.run.Run;

/** Keeps the status file of a running worker true. */
final class StatusBoard {

    private final Path file;
    private final String protections;
    private final Clock clock;
    private WorkerStatus.Activity activity = WorkerStatus.Activity.HANDING_OVER;
    private @Nullable String detail;
    private Instant since;
    private @Nullable Run run;

    StatusBoard(Path file, String protections, Clock clock) {
        this.file = file;
        this.protections = protections;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** The worker does something else from now on. */
    synchronized void show(WorkerStatus.Activity next, @Nullable String nextDetail) {
        if (next != activity || !Objects.equals(nextDetail, detail)) {
            since = clock.instant();
        }
        activity = next;
        detail = nextDetail;
        run = null;
        refresh();
    }

    /** The worker runs a job from now on. */
    synchronized void showWorking(Run next) {
        show(WorkerStatus.Activity.WORKING, next.grant().jobName());
        run = next;
    }

    /** Writes how far the present run is. */
    synchronized void refresh() {
        Long step = run == null ? null : (Long) run.step();
        Long totalSteps = run == null ? null : (Long) run.totalSteps();
        new WorkerStatus(activity, detail, since, protections, step, totalSteps).save(file);
    }
}
