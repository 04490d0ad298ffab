package org.commonwatt.api.lease;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.NodeView;

import static org.assertj.core.api.Assertions.assertThat;

/** Checkpoint-now and drain come with the answers to renewals and reports; commits are idempotent. */
class WishesTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder node = world.node("attic");
    private final Http donor = world.anyone.as(world.donorKey);

    @Test
    void aCheckpointIsAskedForUntilItComes() {
        assertThat(wantCheckpoint().problemName()).isEqualTo("state-conflict");
        LeaseGrant lease = node.take();
        assertThat(wantCheckpoint().status()).isEqualTo(204);

        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CHECKPOINT);
        assertThat(node.report(lease, 1).as(Report.Answer.class).directive()).isEqualTo(Directive.CHECKPOINT);
        node.commit(lease, 10, node.upload("bytes"));
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void aDrainedNodeGivesItsWorkBackTakesNoneAndIsOpenedAgain() {
        LeaseGrant lease = node.take();
        wantCheckpoint();
        NodeView drained = donor.put("/api/v1/nodes/" + node.id() + "/drain").as(NodeView.class);
        assertThat(drained.drainedAt()).isEqualTo(world.now());
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.DRAIN);
        node.commit(lease, 10, node.upload("bytes"));
        assertThat(node.release(lease, Release.Reason.DRAINED).status()).isEqualTo(204);
        assertThat(world.count("select count(*) from attempt where release_reason = 'DRAINED'"))
                .isEqualTo(1);

        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(node.ask().status()).isEqualTo(204);
        donor.delete("/api/v1/nodes/" + node.id() + "/drain");
        assertThat(Objects.requireNonNull(node.take().checkpoint()).step()).isEqualTo(10);
    }

    @Test
    void aDrainThatEndsBeforeItsHolderHeardOfItChangesNothing() {
        LeaseGrant lease = node.take();
        donor.put("/api/v1/nodes/" + node.id() + "/drain");
        donor.delete("/api/v1/nodes/" + node.id() + "/drain");
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
    }

    @Test
    void aLeaseGrantedInTheMomentOfTheDrainIsTakenBackByTheNextSweep() {
        LeaseGrant lease = node.take();
        world.execute("update node set drained_at = now()");
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
        world.sweep();
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.DRAIN);
    }

    @Test
    void cancellingIsStrongerThanDrainingAndDrainingThanACheckpoint() {
        LeaseGrant lease = node.take();
        donor.put("/api/v1/nodes/" + node.id() + "/drain");
        wantCheckpoint();
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.DRAIN);
        world.cancel(jobId);
        donor.put("/api/v1/nodes/" + node.id() + "/drain");
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CANCEL);
        donor.delete("/api/v1/nodes/" + node.id() + "/drain");
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CANCEL);
    }

    @Test
    void anotherDonorMayNotDrainIt() {
        Http other = world.anyone.as(TestAccounts.key(world.service, world.submitterId, EnumSet.of(Scope.DONATE)));
        assertThat(other.put("/api/v1/nodes/" + node.id() + "/drain").problemName())
                .isEqualTo("not-found");
    }

    @Test
    void aCommitThatComesAgainGetsTheSameAnswerAlsoWhenTheLeaseIsOver() {
        LeaseGrant lease = node.take();
        String bytes = node.upload("bytes");
        String others = node.upload("others");
        assertThat(node.commit(lease, 10, bytes).status()).isEqualTo(204);
        world.passes(Duration.ofSeconds(5));
        assertThat(node.commit(lease, 10, bytes).status()).isEqualTo(204);
        assertThat(world.count(
                        "select count(*) from checkpoint where committed_at > ?",
                        sql(world.now().minusSeconds(1))))
                .as("commits that a repeat made anew")
                .isZero();
        node.release(lease, Release.Reason.SHUTDOWN);

        assertThat(node.commit(lease, 10, bytes).status()).isEqualTo(204);
        assertThat(node.commit(lease, 11, bytes).problemName()).isEqualTo("lease-stale");
        assertThat(node.commit(lease, 10, others).problemName()).isEqualTo("lease-stale");
        assertThat(world.count("select count(*) from checkpoint")).isEqualTo(1);
    }

    @Test
    void ofARunThatIsToStopNoCheckpointIsKept() {
        LeaseGrant lease = node.take();
        world.cancel(jobId);
        assertThat(node.commit(lease, 10, node.upload("bytes")).status()).isEqualTo(204);
        assertThat(world.count("select count(*) from checkpoint")).isZero();
    }

    private Http.Answer wantCheckpoint() {
        return world.submitter.put("/api/v1/jobs/" + jobId + "/checkpoint-request");
    }

    private static Timestamp sql(Instant moment) {
        return Timestamp.from(moment);
    }
}
