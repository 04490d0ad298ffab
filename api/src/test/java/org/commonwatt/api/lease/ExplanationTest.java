package org.commonwatt.api.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.carbon.Fetching;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobExplanation.Kind;
import org.commonwatt.protocol.job.JobExplanation.Reason;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.node.OwnerLimit;

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
    void eachLimitThatAnOwnerSetIsNamedWithItsEndWhereThatIsKnown() {
        Instant evening = world.now().plus(Duration.ofHours(8));
        tells("attic", OwnerLimit.Kind.PAUSED, null);
        tells("cellar", OwnerLimit.Kind.HOURS, evening);
        tells("desk", OwnerLimit.Kind.IN_USE, null);
        tells("lap", OwnerLimit.Kind.BATTERY, null);
        tells("metered", OwnerLimit.Kind.TRANSFER, evening.plusSeconds(60));
        tells("garage", OwnerLimit.Kind.HOURS, evening.plusSeconds(7));
        tells("last", OwnerLimit.Kind.FINISHING, null);
        tells("odd", OwnerLimit.Kind.UNCLEAR, null);

        JobExplanation found = explain(jobId);
        assertThat(found.able()).isZero();
        assertThat(found.reasons())
                .extracting(Reason::kind)
                .containsExactlyInAnyOrder(
                        Kind.OUTSIDE_HOURS,
                        Kind.PAUSED_BY_OWNER,
                        Kind.IN_USE,
                        Kind.ON_BATTERY,
                        Kind.TRANSFER_SPENT,
                        Kind.FINISHING,
                        Kind.LIMITS_UNCLEAR);
        Reason hours = found.reasons().getFirst();
        assertThat(hours.nodes()).isEqualTo(2);
        assertThat(hours.until()).isEqualTo(evening);
        assertThat(hours.nearestChange()).isEqualTo("its hours begin at 2026-06-01T20:00:00Z → 1 node");
        assertThat(hours.change()).singleElement().satisfies(change -> {
            assertThat(change.of()).isEqualTo(Kind.OUTSIDE_HOURS);
            assertThat(change.until()).isEqualTo(evening);
        });
    }

    @Test
    void aNodeThatItsOwnerNeedsIsNoOtherThatFitsAndIsAwayOnceItIsSilent() {
        Holder node = world.node("attic");
        Holder owned = tells("desk", OwnerLimit.Kind.IN_USE, null);
        node.failed(node.take(), FailureKind.NODE_FAULT, "it broke");
        world.passes(Duration.ofSeconds(11));
        assertThat(explain(jobId).able())
                .as("the node that broke it is the only one")
                .isEqualTo(1);
        assertThat(only(Kind.IN_USE).nodes()).isEqualTo(1);

        owned.tell(owned.capability());
        assertThat(explain(jobId).able()).isEqualTo(1);
        assertThat(only(Kind.BROKE_THE_TASK).nodes()).isEqualTo(1);

        owned.tell(OwnerLimit.Kind.IN_USE, null);
        world.passes(Duration.ofMinutes(2));
        node.tell(node.capability());
        assertThat(explain(jobId).reasons()).extracting(Reason::kind).doesNotContain(Kind.IN_USE);
    }

    private Holder tells(String name, OwnerLimit.Kind kind, @Nullable Instant until) {
        Holder holder = world.node(name);
        holder.tell(kind, until);
        return holder;
    }

    @Test
    void aJobThatWaitsForAGreenWindowSaysFromWhenToWhenAndWhatFitsThen() {
        Fetching.need(world.service, GreenDay.ISLAND);
        world.goTo(Instant.parse("2026-06-01T15:00:00Z"));
        Fetching.round(world.service);
        world.node("island", Machine.laptop(GreenDay.ISLAND));
        world.node("tiny", Machine.offer(1 << 20, GreenDay.ISLAND, 1));
        String spec = GreenDayTest.GREEN_SPEC + "schedule: {deferrable: true, maxWait: 24h, deadline: 30h}\n";
        UUID waits = world.submitter
                .postText("/api/v1/jobs", "application/yaml", spec)
                .as(JobView.class)
                .id();
        world.decide();
        assertThat(world.job(waits).state()).isEqualTo(JobState.WAITING);

        JobExplanation found = explain(waits);
        assertThat(found.sentence()).startsWith("Waits for a green window until 2026-06-02 00:00Z, to save ");
        assertThat(found.reasons()).extracting(Reason::kind).containsExactly(Kind.GREEN_WINDOW, Kind.TOO_LITTLE_MEMORY);
        Reason window = found.reasons().getFirst();
        assertThat(window.nodes()).isEqualTo(2);
        assertThat(window.gained()).isEqualTo(1);
        assertThat(window.nearestChange()).isEqualTo("waiting until 2026-06-02T00:00:00Z → 1 node");
        TimingView timing = Objects.requireNonNull(window.timing());
        assertThat(timing.reason()).isEqualTo(TimingView.Reason.CLEANER_LATER);
        assertThat(timing.window().from()).isEqualTo(window.until());
        assertThat(timing.window().to()).isAfter(timing.window().from());
        assertThat(timing.window().zone()).isEqualTo(GreenDay.ISLAND);
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
    void workThatTheNodesCanNotRunDoesNotGoFirstThere() {
        world.cancel(jobId);
        Answer huge = world.submitter.postText(
                "/api/v1/jobs", "application/yaml", TestJobs.longSpec(9).replace("units: 1000", "units: 10000"));
        assertThat(huge.status()).as(huge.text()).isEqualTo(201);
        world.passes(Duration.ofSeconds(1));
        UUID younger = world.submit();
        world.node("attic", Machine.offer(1L << 30, null, 1));

        JobExplanation found = explain(younger);
        assertThat(found.reasons()).isEmpty();
        assertThat(found.sentence()).startsWith("1 of 1 node could take it now");
        assertThat(explain(huge.as(JobView.class).id()).reasons())
                .extracting(Reason::kind)
                .containsExactly(Kind.TOO_LITTLE_MEMORY);
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
