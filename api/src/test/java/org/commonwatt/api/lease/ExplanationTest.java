package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobExplanation.Kind;
import org.commonwatt.protocol.job.JobExplanation.Reason;
import org.commonwatt.protocol.job.JobState;

import static org.assertj.core.api.Assertions.assertThat;

/** Why is it waiting? Each reason with the nodes it rules out and what would help. */
class ExplanationTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();

    @Test
    void nobodyHasJoined() {
        JobExplanation found = explain(jobId);
        assertThat(found.state()).isEqualTo(JobState.QUEUED);
        assertThat(found.sentence()).isEqualTo("No node has joined yet.");
        assertThat(found.reasons()).extracting(Reason::kind).containsExactly(Kind.NO_NODES);
    }

    @Test
    void aNodeThatIsTooSmallSaysHowMuchLessWouldDo() {
        world.node("tiny", Machine.offer(1 << 20, null, 1));
        Reason reason = only(Kind.TOO_LITTLE_MEMORY);
        assertThat(reason.nodes()).isEqualTo(1);
        assertThat(reason.bytes()).isGreaterThan(1 << 20);
        assertThat(reason.change()).singleElement().satisfies(change -> {
            assertThat(change.of()).isEqualTo(Kind.TOO_LITTLE_MEMORY);
            assertThat(change.bytes()).isEqualTo(Objects.requireNonNull(reason.bytes()) - (1 << 20));
        });
        assertThat(reason.nearestChange()).endsWith("less memory → 1 node");
        assertThat(explain(jobId).sentence()).isEqualTo("The only node can't take it now.");
    }

    @Test
    void nodesThatWorkAreBusyAndThoseWhoseOwnersNeedThemAreLimited() {
        Holder first = world.node("first");
        first.take();
        world.node("second", Machine.offer(8L << 30, null, 0));
        UUID next = world.submit();

        JobExplanation found = explain(next);
        assertThat(found.able()).isZero();
        assertThat(found.sentence()).isEqualTo("None of the 2 nodes can take it now.");
        assertThat(found.reasons())
                .extracting(Reason::kind)
                .containsExactlyInAnyOrder(Kind.BUSY, Kind.LIMITED_BY_OWNER);
        assertThat(found.reasons())
                .allSatisfy(reason -> assertThat(reason.nodes()).isEqualTo(1));
    }

    @Test
    void afterAFaultItWaitsOutTheBackOffAndThenForANodeThatDidNotBreakIt() {
        Holder node = world.node("attic");
        world.node("cellar");
        node.failed(node.take(), FailureKind.NODE_FAULT, "it broke");

        JobExplanation during = explain(jobId);
        assertThat(during.able()).isZero();
        assertThat(during.sentence()).contains("12:00:10Z");
        Reason pause = during.reasons().getFirst();
        assertThat(pause.kind()).isEqualTo(Kind.BACKING_OFF);
        assertThat(pause.nodes()).isEqualTo(2);
        assertThat(pause.tasks()).isEqualTo(1);
        assertThat(pause.until()).isEqualTo(world.now().plusSeconds(10));
        assertThat(pause.gained()).isEqualTo(1);

        world.passes(Duration.ofSeconds(11));
        JobExplanation after = explain(jobId);
        assertThat(after.able()).isEqualTo(1);
        assertThat(after.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Kind.BROKE_THE_TASK);
            assertThat(reason.nodes()).isEqualTo(1);
        });
    }

    @Test
    void aNodeThatBrokeItIsNotAvoidedWhileThereIsNoOther() {
        Holder node = world.node("attic");
        node.failed(node.take(), FailureKind.NODE_FAULT, "it broke");
        world.passes(Duration.ofSeconds(11));
        assertThat(explain(jobId).reasons()).isEmpty();
        assertThat(explain(jobId).able()).isEqualTo(1);
    }

    @Test
    void aNodeThatIsSilentIsAwayAndADrainedOneIsDrained() {
        world.node("silent");
        world.passes(Duration.ofMinutes(2));
        Holder drained = world.node("drained");
        world.anyone.as(world.donorKey).put("/api/v1/nodes/" + drained.id() + "/drain");

        List<Reason> reasons = explain(jobId).reasons();
        assertThat(reasons).extracting(Reason::kind).containsExactlyInAnyOrder(Kind.AWAY, Kind.DRAINED);
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(reason.nearestChange()).endsWith("→ 1 node"));
    }

    @Test
    void whatIsReadyForLongerGoesFirst() {
        world.passes(Duration.ofSeconds(1));
        UUID younger = world.submit();
        world.node("attic");

        JobExplanation found = explain(younger);
        assertThat(found.able()).isEqualTo(1);
        Reason reason = found.reasons().getFirst();
        assertThat(reason.kind()).isEqualTo(Kind.BEHIND_OTHERS);
        assertThat(reason.tasks()).isEqualTo(1);
        assertThat(reason.nearestChange()).isEqualTo("1 more free node that fits → 1 node");
        assertThat(explain(jobId).reasons()).isEmpty();
        assertThat(explain(jobId).sentence()).startsWith("1 of 1 node could take it now");
    }

    @Test
    void aNodeThatWouldEmitMoreIsHeldBackForAMoment() {
        world.node("dirty", Machine.laptop("POL"));
        world.node("clean", Machine.laptop("NOR"));

        JobExplanation found = explain(jobId);
        assertThat(found.able()).isEqualTo(1);
        assertThat(found.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Kind.HELD_FOR_CHEAPER);
            assertThat(reason.until()).isEqualTo(world.now().plusSeconds(5));
        });
    }

    @Test
    void aJobThatRunsSaysWhereAndOneThatEndedWaitsForNothing() {
        Holder node = world.node("attic");
        node.take();
        assertThat(explain(jobId).sentence()).isEqualTo("It runs on node 'attic'.");
        world.cancel(jobId);
        assertThat(explain(jobId).sentence()).isEqualTo("It has ended and waits for nothing.");
        assertThat(explain(jobId).reasons()).isEmpty();
    }

    @Test
    void nobodyElseIsTold() {
        Http other = world.anyone.as(TestAccounts.make(world.service).key());
        assertThat(other.get("/api/v1/jobs/" + jobId + "/explanation").problemName())
                .isEqualTo("not-found");
    }

    private Reason only(Kind kind) {
        List<Reason> reasons = explain(jobId).reasons();
        assertThat(reasons).extracting(Reason::kind).containsExactly(kind);
        return reasons.getFirst();
    }

    private JobExplanation explain(UUID id) {
        return world.submitter.get("/api/v1/jobs/" + id + "/explanation").as(JobExplanation.class);
    }
}
