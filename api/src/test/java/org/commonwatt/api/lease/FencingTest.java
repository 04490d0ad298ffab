package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever lost a lease can't write for it any more, whatever it tries. */
class FencingTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder old = world.node("old");
    private final Holder young = world.node("young");
    private final LeaseGrant lost = old.take();
    private final String bytes = old.upload("some bytes");
    private LeaseGrant current;

    FencingTest() {
        world.passes(Duration.ofSeconds(61));
        world.sweep();
        current = young.take();
    }

    @BeforeEach
    void theTaskHasANewHolder() {
        assertThat(current.taskId()).isEqualTo(lost.taskId());
        assertThat(current.epoch()).isEqualTo(lost.epoch() + 1);
    }

    @Test
    void aReportOfTheOldHolderIsRefusedAndNothingOfItIsStored() {
        refused(old.report(lost, 1, Holder.energy(5), Holder.loss(1, 0.5)));
        assertThat(world.metrics(jobId)).isEmpty();
        assertThat(world.job(jobId).energy()).isNull();
        assertThat(world.job(jobId).progress()).isNull();
    }

    @Test
    void aCheckpointOfTheOldHolderIsRefusedAndNothingOfItIsStored() {
        refused(old.commit(lost, 10, bytes));
        assertThat(world.count("select count(*) from checkpoint")).isZero();
    }

    @Test
    void aCompletionOfTheOldHolderIsRefusedAndTheJobRunsOn() {
        refused(old.trained(lost, bytes));
        refused(old.failed(lost, FailureKind.SPEC, "no"));
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aReleaseOfTheOldHolderIsRefusedAndTheJobRunsOn() {
        refused(old.release(lost, Release.Reason.OWNER_RETURNED));
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        assertThat(young.report(current, 1).status()).isEqualTo(200);
    }

    @Test
    void aRenewalTellsTheOldHolderToStop() {
        Renewal.Renewed answer = old.renew(lost);
        assertThat(answer.directive()).isEqualTo(Directive.STALE);
        assertThat(answer.expiresAt()).isNull();
        assertThat(young.renew(current).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void anotherNodeCannotWriteForALeaseWhoseIdAndEpochItKnows() {
        refused(old.report(current, 1, Holder.loss(1, 0.5)));
        refused(old.commit(current, 10, bytes));
        refused(old.trained(current, bytes));
        refused(old.release(current, Release.Reason.SHUTDOWN));
        assertThat(old.renew(current).directive()).isEqualTo(Directive.STALE);
        assertThat(world.metrics(jobId)).isEmpty();
        assertThat(world.count("select count(*) from checkpoint")).isZero();
    }

    @Test
    void anEpochThatWasNeverGrantedIsRefused() {
        LeaseGrant invented = new LeaseGrant(
                current.id(),
                current.taskId(),
                current.jobId(),
                current.jobName(),
                current.epoch() + 1,
                current.expiresAt(),
                current.leaseSeconds(),
                current.graceSeconds(),
                current.spec(),
                current.dataset(),
                current.memoryBytes(),
                null,
                null);
        refused(young.report(invented, 1, Holder.loss(1, 0.5)));
        refused(young.trained(invented, bytes));
        assertThat(world.metrics(jobId)).isEmpty();
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problemName()).isEqualTo("lease-stale");
    }
}
