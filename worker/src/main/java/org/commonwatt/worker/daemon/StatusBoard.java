package org.commonwatt.worker.daemon;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.limits.Consent;
import org.commonwatt.worker.run.Run;
import org.commonwatt.worker.sandbox.Protections;

/** Keeps the status file of a running worker true. */
final class StatusBoard {

    private final Path file;
    private final URI service;
    private final Protections protections;
    private final OwnerGuard owner;
    private final Clock clock;
    private WorkerStatus.Activity activity = WorkerStatus.Activity.HANDING_OVER;
    private @Nullable String detail;
    private Consent.@Nullable Cause cause;
    private @Nullable Instant again;
    private Instant since;
    private @Nullable Run run;

    StatusBoard(Path file, URI service, Protections protections, OwnerGuard owner, Clock clock) {
        this.file = file;
        this.service = service;
        this.protections = protections;
        this.owner = owner;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** The worker does something else from now on. */
    synchronized void show(WorkerStatus.Activity next, @Nullable String nextDetail) {
        if (next != activity || !Objects.equals(nextDetail, detail)) {
            since = clock.instant();
        }
        change(next, nextDetail, null, null);
    }

    /** The worker does nothing, as the machine's owner does not want it to. */
    synchronized void showWithheld(Consent.Withheld withheld) {
        // The sentence may count seconds; the cause is what lasts.
        if (withheld.cause() != cause) {
            since = clock.instant();
        }
        change(WorkerStatus.Activity.WITHHELD, withheld.sentence(), withheld.cause(), withheld.again());
    }

    /** The worker runs a job from now on. */
    synchronized void showWorking(Run next) {
        show(WorkerStatus.Activity.WORKING, next.grant().jobName());
        run = next;
    }

    private void change(
            WorkerStatus.Activity next,
            @Nullable String nextDetail,
            Consent.@Nullable Cause nextCause,
            @Nullable Instant nextAgain) {
        activity = next;
        detail = nextDetail;
        cause = nextCause;
        again = nextAgain;
        run = null;
        refresh();
    }

    /** Writes how far the present run is. */
    synchronized void refresh() {
        Long step = run == null ? null : (Long) run.step();
        Long totalSteps = run == null ? null : (Long) run.totalSteps();
        new WorkerStatus(service, activity, detail, since, protections, step, totalSteps, again, owner.lent())
                .save(file);
    }
}
