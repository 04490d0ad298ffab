package org.commonwatt.api.job;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores a submission with its state, its place in the queue and its Idempotency-Key: all of them or none. */
@Component
class Acceptance {

    private static final Logger log = LoggerFactory.getLogger(Acceptance.class);

    private final IdempotencyQueries requests;
    private final JobQueries queries;
    private final StoredJobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Acceptance(
            IdempotencyQueries requests,
            JobQueries queries,
            StoredJobs jobs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.queries = queries;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The job that an earlier request with the same key made.
     *
     * @throws IdempotencyKeyReused when that request was another one
     */
    Optional<UUID> earlier(IdempotencyKey key) {
        return requests.earlier(key).map(earlier -> {
            if (!earlier.request().equals(key.request())) {
                throw new IdempotencyKeyReused(key.text());
            }
            return earlier.resourceId();
        });
    }

    @Transactional
    Submissions.Submitted accept(Submission submission, Optional<IdempotencyKey> key) {
        if (key.isPresent() && !requests.take(key.get(), submission.id(), clock.instant())) {
            return new Submissions.Submitted(earlier(key.get()).orElseThrow(), false);
        }
        queries.insert(submission);
        jobs.saveAndFlush(new Job(submission.id()));
        events.publishEvent(submission.queued());
        log.info(
                "Job {} QUEUED: {} of account {}",
                submission.id(),
                submission.spec().name(),
                submission.accountId());
        return new Submissions.Submitted(submission.id(), true);
    }
}
