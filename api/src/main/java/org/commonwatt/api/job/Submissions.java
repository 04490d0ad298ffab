package org.commonwatt.api.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.id.Ids;
import org.commonwatt.api.problem.SpecRejected;
import org.commonwatt.api.registry.DatasetVersion;
import org.commonwatt.api.registry.Datasets;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.Carbon;
import org.commonwatt.protocol.spec.JobSchedule;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;

/** Takes specs in. */
@Component
public class Submissions {

    private final Datasets datasets;
    private final Bases bases;
    private final Acceptance acceptance;
    private final Ids ids;
    private final Clock clock;

    Submissions(Datasets datasets, Bases bases, Acceptance acceptance, Ids ids, Clock clock) {
        this.datasets = datasets;
        this.bases = bases;
        this.acceptance = acceptance;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a submission led to: the job, and whether it was made by this very request. */
    public record Submitted(UUID jobId, boolean fresh) {}

    /**
     * Accepts a spec as a new job, or finds the job that the same request made before.
     *
     * @param idempotencyKey the caller's own name for this request, or null
     * @throws SpecRejected when the spec can't be trained as written
     * @throws org.commonwatt.api.registry.DatasetNotFound when its dataset is not published
     * @throws IdempotencyKeyReused when the key came with another spec
     */
    public Submitted submit(SentDocument document, @Nullable String idempotencyKey, Caller caller) {
        Optional<IdempotencyKey> key =
                Optional.ofNullable(idempotencyKey).map(text -> IdempotencyKey.of(text, document, caller.accountId()));
        return key.flatMap(acceptance::earlier)
                .map(earlier -> new Submitted(earlier, false))
                .orElseGet(() -> acceptance.accept(prepare(document, caller), key));
    }

    /**
     * What a spec would need of a node.
     *
     * @param memoryBytes memory that its trainer may use
     * @param diskBytes disk for its dataset, what the trainer makes of it, checkpoints and model
     * @param transferBytes what a node without its dataset must fetch
     * @param schedule when it may run
     * @param deadline by when it should have ended if it is submitted now, or null
     * @param carbon what it gives for emitting less
     */
    public record Needs(
            WorkPlan work,
            long memoryBytes,
            long diskBytes,
            long transferBytes,
            JobSchedule schedule,
            @Nullable Instant deadline,
            Carbon carbon) {}

    /**
     * Works out what a spec would need, without taking it in.
     *
     * @throws SpecRejected when the spec can't be trained as written
     * @throws org.commonwatt.api.registry.DatasetNotFound when its dataset is not published
     */
    public Needs needs(SentDocument document, Caller caller) {
        Submission submission = prepare(document, caller);
        JobQueued queued = submission.queued();
        return new Needs(
                submission.work(),
                queued.memoryBytes(),
                queued.diskBytes(),
                queued.transferBytes(),
                queued.schedule(),
                queued.deadline(),
                queued.carbon());
    }

    private static void requireFuture(Submission submission) throws Rejected {
        Instant deadline = submission.deadline();
        if (deadline != null && !deadline.isAfter(submission.createdAt())) {
            throw Rejected.at(
                    "/schedule/deadline",
                    "the deadline " + deadline + " is past; it is "
                            + submission.createdAt().truncatedTo(ChronoUnit.SECONDS) + " now");
        }
    }

    private Submission prepare(SentDocument document, Caller caller) {
        try {
            JobSpec spec = JobSpecs.read(document.bytes(), document.format());
            DatasetVersion dataset = datasets.require(spec.dataset().ref(), caller.accountId());
            return planned(document, spec, dataset, caller.accountId());
        } catch (Rejected e) {
            throw new SpecRejected(e);
        }
    }

    private Submission planned(SentDocument document, JobSpec spec, DatasetVersion dataset, UUID accountId)
            throws Rejected {
        try {
            Materials materials = new Materials(dataset, bases.find(spec, accountId));
            Materials.Base base = materials.base();
            WorkPlan work = Plans.plan(spec, dataset.manifest(), base == null ? null : base.model());
            Submission submission =
                    new Submission(ids.next(), accountId, document, spec, materials, work, clock.instant());
            requireFuture(submission);
            return submission;
        } catch (Rejected e) {
            throw JobSpecs.locate(e, document.bytes(), document.format());
        }
    }
}
