package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** Liveness, progress and budget run out each on its own, and each means something else. */
class ClocksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1).minusSeconds(1);

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder node = world.node("attic");
    private final LeaseGrant lease = node.take();

    @Test
    void livenessANodeThatIsSilentLosesItsLeaseThoughItHadJustGotOn() {
        node.report(lease, 1, Holder.loss(50, 0.5));
        world.passes(Duration.ofSeconds(61));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(world.count("select max(failures) from task")).isZero();
        assertThat(world.count("select count(*) from lease where lapsed")).isEqualTo(1);
    }

    @Test
    void progressANodeThatRenewsButDoesNotGetOnLosesItsLeaseAndHasFailed() {
        node.report(lease, 1, Holder.loss(50, 0.5));
        stands(lease, 50, 62);

        JobView job = world.job(jobId);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.stateReason()).contains("attic", "step 50", "1 of at most 4");
        assertThat(world.count("select max(failures) from task")).isEqualTo(1);
        assertThat(world.count("select count(*) from attempt where outcome = 'FAILED' and failure_kind = 'STALLED'"))
                .isEqualTo(1);
        assertThat(node.renew(lease, 51).directive()).isEqualTo(Directive.STALE);
        assertThat(node.release(lease, Release.Reason.SHUTDOWN).problemName()).isEqualTo("lease-stale");
    }

    @Test
    void progressWhatStallsAgainAndAgainFailsTheJobAsStalled() {
        LeaseGrant held = lease;
        for (int failure = 1; failure < 4; failure++) {
            stands(held, 0, 62);
            world.passes(Duration.ofMinutes(11));
            held = node.take();
        }
        stands(held, 0, 62);
        JobView.Failure failure = Objects.requireNonNull(world.job(jobId).failure());
        assertThat(failure.kind()).isEqualTo(FailureKind.STALLED);
        assertThat(failure.message()).contains("4 nodes", "step 0");
    }

    @Test
    void progressARunThatGetsOnHoweverSlowlyIsLeftAlone() {
        for (int step = 1; step <= 4; step++) {
            stands(lease, step, 50);
        }
        assertThat(node.renew(lease, 5).directive()).isEqualTo(Directive.CONTINUE);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void progressARunWithAllItsStepsDoneMayTakeItsTimeToBringTheModel() {
        MetricPoint last = Holder.loss(100, 0.1);
        node.report(lease, 1, last);
        stands(lease, 100, 90);
        assertThat(node.renew(lease, 100).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void progressOfALeaseThatIsRevivedCountsFromThen() {
        stands(lease, 0, 50);
        world.passes(Duration.ofSeconds(61));
        world.sweep();
        world.passes(Duration.ofMinutes(4));
        node.renew(lease, 0);
        stands(lease, 0, 50);
        assertThat(node.renew(lease, 0).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void progressIsNotChargedForAnOutageOfTheService() {
        stands(lease, 0, 50);
        world.passes(Duration.ofHours(12));
        world.sweep();
        assertThat(node.renew(lease, 0).directive()).isEqualTo(Directive.CONTINUE);
        stands(lease, 0, 5);
        assertThat(node.renew(lease, 0).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void budgetAJobThatIsAliveAndGetsOnStillEndsWhenItsRunningTimeIsUsedUp() {
        for (int half = 1; half <= 49; half++) {
            world.passes(Duration.ofMinutes(30));
            node.renew(lease, half);
            world.sweep();
        }
        assertThat(Objects.requireNonNull(world.job(jobId).failure()).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(node.renew(lease, 50).directive()).isEqualTo(Directive.CANCEL);
        assertThat(world.count("select max(failures) from task")).isZero();
        assertThat(node.release(lease, Release.Reason.CANCELLED).status()).isEqualTo(204);
    }

    /** Renews about every minute without another step. */
    private void stands(LeaseGrant held, long step, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            node.renew(held, step);
            world.passes(MINUTE);
            world.sweep();
        }
    }
}
