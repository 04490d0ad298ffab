package org.commonwatt.api.job;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The job aggregates. */
interface StoredJobs extends Repository<Job, UUID> {

    /** The job, with its row locked until the transaction ends: transitions of one job come one after another. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select job from Job job where job.jobId = :id")
    Optional<Job> lock(UUID id);

    /** Stores it at once, so that statements of the same transaction see it. */
    Job saveAndFlush(Job job);
}
