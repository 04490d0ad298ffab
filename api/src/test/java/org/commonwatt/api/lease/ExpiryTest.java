package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** What time does to leases. */
class ExpiryTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder node = world.node("attic");
    private final LeaseGrant lease = node.take();

    @Test
    void aLeaseThatIsRenewedInTimeLasts() {
        for (int renewal = 0; renewal < 5; renewal++) {
            world.passes(LEASE.minusSeconds(1));
            world.sweep();
            assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
        }
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aReportIsASignOfLifeToo() {
        world.passes(LEASE.minusSeconds(1));
        node.report(lease, 1);
        world.passes(LEASE.minusSeconds(1));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void anExpiredLeasesWorkIsQueuedAgainAndSaysWhy() {
        lapse();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(world.job(jobId).stateReason()).contains("attic");
        assertThat(world.count("select max(failures) from task")).isZero();
        assertThat(world.node("cellar").take().epoch()).isEqualTo(2);
    }

    @Test
    void withinTheGraceARenewalRevivesALeaseThatNobodyTook() {
        lapse();
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        assertThat(world.job(jobId).attempts()).isEqualTo(1);
        assertThat(world.node("cellar").ask().status()).isEqualTo(204);
        assertThat(node.report(lease, 1, Holder.loss(1, 0.5)).status()).isEqualTo(200);
    }

    @Test
    void withinTheGraceAReportRevivesTheLeaseAndIsStored() {
        lapse();
        assertThat(node.report(lease, 1, Holder.loss(1, 0.5)).status()).isEqualTo(200);
        assertThat(world.metrics(jobId).getFirst().points())
                .extracting(MetricPoint::step)
                .containsExactly(1L);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void withinTheGraceACompletionIsAccepted() {
        String model = node.upload("a model");
        lapse();
        assertThat(node.trained(lease, model).as(Completion.Answer.class).job()).isEqualTo(JobState.SUCCEEDED);
        assertThat(world.node("cellar").ask().status()).isEqualTo(204);
    }

    @Test
    void withinTheGraceAReleaseIsAcceptedAndTheWorkIsReadyOnce() {
        lapse();
        assertThat(node.release(lease, Release.Reason.OWNER_RETURNED).status()).isEqualTo(204);
        assertThat(world.count("select count(*) from ready_task")).isEqualTo(1);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void onceSomebodyElseHasTheWorkTheLeaseIsGoneForGood() {
        lapse();
        LeaseGrant second = world.node("cellar").take();
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.STALE);
        assertThat(second.taskId()).isEqualTo(lease.taskId());
        assertThat(world.count("select count(*) from attempt where outcome = 'EXPIRED' and epoch = 1"))
                .isEqualTo(1);
    }

    @Test
    void aNodeThatNeverHeardOfItsLeaseGetsOtherWorkUnderTheSameKeyOnceThatLapsed() {
        Holder cellar = world.node("cellar");
        world.submit();
        assertThat(cellar.ask("unheard", 0).status()).isEqualTo(200);
        UUID waiting = world.submit();
        lapse();

        assertThat(cellar.ask("unheard", 0).as(LeaseGrant.class).jobId()).isEqualTo(waiting);
    }

    @Test
    void afterTheGraceTheLeaseIsGoneForGood() {
        lapse();
        world.passes(GRACE.plusSeconds(1));
        world.sweep();
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.STALE);
        assertThat(node.report(lease, 1).problemName()).isEqualTo("lease-stale");
        assertThat(node.release(lease, Release.Reason.SHUTDOWN).problemName()).isEqualTo("lease-stale");
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(node.take().epoch()).isEqualTo(2);
    }

    @Test
    void theSameNodeMayTakeItsExpiredWorkAnewAndTheOldEpochIsFencedOff() {
        lapse();
        LeaseGrant again = node.take();
        assertThat(again.taskId()).isEqualTo(lease.taskId());
        assertThat(node.report(lease, 1).problemName()).isEqualTo("lease-stale");
        assertThat(node.report(again, 1).status()).isEqualTo(200);
    }

    @Test
    void timeInWhichTheServiceWasAwayIsNotCharged() {
        world.sweep();
        world.passes(Duration.ofHours(12));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        world.passes(LEASE.plusSeconds(1));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aLeaseThatWasRenewedBeforeTheOutageWasNoticedLastsNoLongerForIt() {
        world.sweep();
        world.passes(Duration.ofHours(12));
        node.renew(lease);
        world.sweep();
        world.passes(LEASE.plusSeconds(1));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aClockThatWentBackKeepsNothingWaitingUntilItHasCaughtUp() {
        UUID waiting = world.submit();
        world.sweep();
        world.passes(Duration.ofHours(-12));
        world.sweepForAMoment();

        assertThat(world.node("cellar").take().jobId()).isEqualTo(waiting);
        world.passes(LEASE.plusSeconds(1));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        world.passes(Duration.ofHours(12));
    }

    @Test
    void aClockThatWentBackStillLetsOutagesBeTold() {
        world.sweep();
        world.passes(Duration.ofHours(-12));
        world.sweepForAMoment();
        node.renew(lease);
        world.passes(Duration.ofHours(12));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aCancelledJobsLeaseThatExpiresIsNotQueuedAgain() {
        world.cancel(jobId);
        lapse();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.CANCELLED);
        assertThat(world.count("select count(*) from lease")).isZero();
        assertThat(world.count("select count(*) from ready_task")).isZero();
        assertThat(world.count("select count(*) from attempt where outcome = 'CANCELLED'"))
                .isEqualTo(1);
    }

    @Test
    void aJobThatIsCancelledInTheGraceCannotBeRevived() {
        lapse();
        world.cancel(jobId);
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.STALE);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRemovedNodesWorkIsReadyForOthersAtOnce() {
        assertThat(world.anyone
                        .as(world.donorKey)
                        .delete("/api/v1/nodes/" + node.id())
                        .status())
                .isEqualTo(204);
        assertThat(node.report(lease, 1).problemName()).isEqualTo("unauthenticated");
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(world.node("cellar").take().epoch()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsRemovedInTheGraceCannotComeBackToItsWork() {
        lapse();
        world.anyone.as(world.donorKey).delete("/api/v1/nodes/" + node.id());
        assertThat(world.count("select count(*) from lease")).isZero();
        assertThat(world.count("select count(*) from attempt where outcome = 'EXPIRED'"))
                .isEqualTo(1);
        assertThat(world.node("cellar").take().epoch()).isEqualTo(2);
    }

    @Test
    void aJobThatUsedUpItsRunningTimeFailsAndItsHolderIsToldToStop() {
        for (int hour = 0; hour < 24; hour++) {
            world.passes(Duration.ofHours(1));
            node.renew(lease, hour + 1);
            world.sweep();
        }
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        world.passes(Duration.ofSeconds(1));
        node.renew(lease);
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(world.job(jobId).failure()).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CANCEL);
        assertThat(node.release(lease, Release.Reason.CANCELLED).status()).isEqualTo(204);
        assertThat(world.count("select count(*) from ready_task")).isZero();
    }

    @Test
    void theRunningTimeOfEarlierLeasesCounts() {
        world.passes(Duration.ofHours(20));
        node.renew(lease);
        node.release(lease, Release.Reason.OWNER_RETURNED);
        world.passes(Duration.ofHours(50));
        LeaseGrant second = node.take();
        world.passes(Duration.ofHours(4).plusSeconds(1));
        node.renew(second, 1);
        world.sweep();
        assertThat(Objects.requireNonNull(world.job(jobId).failure()).kind()).isEqualTo(FailureKind.BUDGET);
    }

    private void lapse() {
        world.passes(LEASE.plusSeconds(1));
        world.sweep();
    }
}
