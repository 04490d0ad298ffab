package org.commonwatt.api.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.carbon.Fetching;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.job.Timeline;
import org.commonwatt.protocol.job.Timeline.Span;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;

import static org.assertj.core.api.Assertions.assertThat;

/** A day of the service on a clock that tests move, with a machine in each of two zones. */
class GreenDayTest {

    private static final Duration STEP = Duration.ofMinutes(30);
    private static final double WATTS = 15;

    private final LeaseWorld world = LeaseWorld.empty();

    @BeforeEach
    void knowTheZones() {
        Fetching.need(world.service, GreenDay.ISLAND, GreenDay.ZEALAND);
    }

    @Test
    void aJobThatMayWaitRunsInTheGreenHoursOfItsZoneAndItsTimelineSaysWhy() throws IOException {
        Instant start = Instant.parse("2026-06-01T15:00:00Z");
        world.goTo(start);
        Donor island = new Donor("island", GreenDay.ISLAND);
        Donor zealand = new Donor("zealand", GreenDay.ZEALAND);
        UUID jobId = submit("schedule: {deferrable: true, maxWait: 24h, deadline: 30h}\n");

        JobView waiting = world.job(jobId);
        assertThat(waiting.state()).isEqualTo(JobState.WAITING);
        assertThat(waiting.stateReason())
                .contains("green window until 2026-06-02 00:00Z, to save", "420 gCO2e/kWh now", "in ISL");
        TimingView planned = Objects.requireNonNull(waiting.timing());
        assertThat(planned.window().from()).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(planned.savedGrams()).isGreaterThan(0.5 * planned.gramsAtOnce());

        List<JobState> states = new ArrayList<>();
        while (!world.job(jobId).state().isFinal()) {
            assertThat(world.now()).isBefore(start.plus(Duration.ofHours(30)));
            day(island, zealand);
            states.add(world.job(jobId).state());
        }

        assertThat(states).contains(JobState.WAITING, JobState.RUNNING, JobState.PAUSED, JobState.SUCCEEDED);
        Timeline timeline = timeline(jobId);
        Files.writeString(Path.of("target", "timeline.json"), Json.mapper().writeValueAsString(timeline));
        assertThat(timeline.spans().stream().map(Span::state))
                .containsExactly(JobState.WAITING, JobState.RUNNING, JobState.PAUSED, JobState.RUNNING);
        isWithoutAGap(timeline, start);
        Span first = timeline.spans().get(1);
        assertThat(first.from()).isBetween("2026-06-02T00:00:00Z", "2026-06-02T00:10:00Z");
        assertThat(Objects.requireNonNull(first.node()).name()).isEqualTo("island");
        Span pause = timeline.spans().get(2);
        assertThat(pause.from()).isBetween("2026-06-02T06:00:00Z", "2026-06-02T06:10:00Z");
        assertThat(pause.to()).isBetween(Instant.parse("2026-06-02T10:00:00Z"), Instant.parse("2026-06-02T10:10:00Z"));
        assertThat(pause.zone()).isEqualTo(GreenDay.ISLAND);
        assertThat(pause.reason())
                .isEqualTo("Waits for a green window until 2026-06-02 10:00Z, to save 8.73 of 13.8 gCO2e (estimate):"
                        + " 380 gCO2e/kWh now, 140 gCO2e/kWh expected in ISL from 2026-06-02 10:00Z to " + end(pause)
                        + ".");
        assertThat(Objects.requireNonNull(pause.timing()).reason()).isEqualTo(TimingView.Reason.CLEANER_LATER);
        assertThat(timeline.zones()).singleElement().satisfies(zone -> {
            assertThat(zone.zone()).isEqualTo(GreenDay.ISLAND);
            assertThat(zone.source()).contains("the operator's file");
            assertThat(zone.hours()).allSatisfy(hour -> assertThat(hour.gramsPerKwh())
                    .isEqualTo(GreenDay.grams(GreenDay.ISLAND, hour.at())));
        });
        assertThat(world.count("select max(failures) from task")).isZero();
        assertThat(island.restarts).isEqualTo(1);
    }

    @Test
    void whatMayNotWaitAndWhatIsPressedByItsDeadlineRunAtOnceWhereverAMachineIsAndThePressedFirst() {
        world.goTo(Instant.parse("2026-06-01T15:00:00Z"));
        Donor zealand = new Donor("zealand", GreenDay.ZEALAND);
        UUID atOnce = submit("");
        world.passes(Duration.ofSeconds(1));
        UUID pressed = submit("schedule: {deferrable: true, maxWait: 8h, deadline: 9h}\n");
        JobView near = world.job(pressed);
        assertThat(near.state()).isEqualTo(JobState.QUEUED);
        assertThat(Objects.requireNonNull(near.timing()).reason()).isEqualTo(TimingView.Reason.DEADLINE_NEAR);
        assertThat(near.stateReason()).contains("must run on to end by 2026-06-02 00:00Z");

        day(zealand);
        assertThat(world.job(pressed).state()).isEqualTo(JobState.RUNNING);
        assertThat(world.job(atOnce).state()).isEqualTo(JobState.QUEUED);
        assertThat(world.job(atOnce).timing()).isNull();

        day(zealand, new Donor("island", GreenDay.ISLAND));
        assertThat(world.job(atOnce).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aWaitingAndAPausedJobCanBeCancelledAndLeaveTheQueueAlone() {
        world.goTo(Instant.parse("2026-06-01T15:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID waits = submit("schedule: {deferrable: true}\n");
        assertThat(world.job(waits).state()).isEqualTo(JobState.WAITING);
        assertThat(island.holder.ask().status()).isEqualTo(204);
        world.cancel(waits);

        goToAndFetch(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(island.holder.ask().status()).isEqualTo(204);
        UUID pauses = submit("schedule: {deferrable: true}\n");
        day(island);
        assertThat(world.job(pauses).state()).isEqualTo(JobState.RUNNING);
        world.goTo(Instant.parse("2026-06-02T05:30:00Z"));
        day(island);
        assertThat(world.job(pauses).state()).isEqualTo(JobState.PAUSED);
        world.cancel(pauses);
        assertThat(world.count("select count(*) from ready_task")).isZero();
        assertThat(world.count("select count(*) from task where state <> 'CANCELLED'"))
                .isZero();
    }

    @Test
    void workThatIsBoundToAZoneIsNotLeftToNodesElsewhereAfterItsOnlyNodeThereBrokeIt() {
        goToAndFetch(Instant.parse("2026-06-02T00:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID jobId = submit("schedule: {deferrable: true}\n");
        Donor zealand = new Donor("zealand", GreenDay.ZEALAND);
        island.holder.failed(island.holder.take(), FailureKind.NODE_FAULT, "it broke");
        world.passes(Duration.ofSeconds(11));

        assertThat(zealand.holder.ask().status()).isEqualTo(204);
        assertThat(island.holder.take().jobId()).isEqualTo(jobId);
    }

    @Test
    void aHolderThatGivesAPausedJobBackForItsOwnReasonsPausesItToo() {
        goToAndFetch(Instant.parse("2026-06-02T00:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID jobId = submit("schedule: {deferrable: true}\n");
        LeaseGrant lease = island.holder.take();
        goToAndFetch(Instant.parse("2026-06-02T06:00:00Z"));
        assertThat(island.holder.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
        world.decide();
        assertThat(island.holder.renew(lease).directive()).isEqualTo(Directive.PAUSE);

        island.holder.release(lease, Release.Reason.OWNER_RETURNED);

        assertThat(world.job(jobId).state()).isEqualTo(JobState.PAUSED);
        assertThat(world.job(jobId).stateReason()).contains("from 2026-06-02 10:00Z");
    }

    @Test
    void workThatCameBackByItselfIsNotHandedOutAgainInADirtyHour() {
        goToAndFetch(Instant.parse("2026-06-02T00:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID jobId = submit("schedule: {deferrable: true}\n");
        island.holder.release(island.holder.take(), Release.Reason.OWNER_RETURNED);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);

        goToAndFetch(Instant.parse("2026-06-02T06:00:00Z"));
        island.holder.http().put("/api/v1/leases/renewal", new Renewal(null, List.of()));
        world.decide();

        assertThat(world.job(jobId).state()).isEqualTo(JobState.PAUSED);
        assertThat(island.holder.ask().status()).isEqualTo(204);
    }

    @Test
    void aClockThatWentBackKeepsNoDecisionUntilItHasCaughtUp() {
        goToAndFetch(Instant.parse("2026-06-01T17:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID jobId = submit("schedule: {deferrable: true}\n");
        assertThat(world.job(jobId).state()).isEqualTo(JobState.WAITING);
        world.sweep();

        world.goTo(Instant.parse("2026-06-01T01:00:00Z"));
        world.sweepForAMoment();
        Fetching.round(world.service);
        island.holder.tell(island.holder.capability());
        world.decide();

        assertThat(island.holder.take().jobId()).isEqualTo(jobId);
    }

    @Test
    void aJobThatEmittedAllThatItMayFailsWithThatReason() {
        goToAndFetch(Instant.parse("2026-06-02T00:00:00Z"));
        Donor island = new Donor("island", GreenDay.ISLAND);
        UUID jobId = submit("carbon: {maxGrams: 2}\n");
        LeaseGrant lease = island.holder.take();
        island.holder.report(lease, 1, Holder.energy(19), Holder.loss(1, 0.5));
        world.sweep();
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);

        island.holder.report(lease, 2, Holder.energy(21), Holder.loss(2, 0.4));
        world.sweep();

        JobView.Failure failure = Objects.requireNonNull(world.job(jobId).failure());
        assertThat(failure.kind()).hasToString("CARBON_BUDGET");
        assertThat(failure.message()).contains("carbon.maxGrams");
        assertThat(island.holder.renew(lease).directive()).isEqualTo(Directive.CANCEL);
    }

    @Test
    void theCurvesOfAPlanOfManyWeeksBeginNowAndNotWithItsLastOnes() {
        world.goTo(Instant.parse("2026-06-01T15:00:00Z"));
        new Donor("island", GreenDay.ISLAND);
        String spec = TestJobs.longSpec(1_000_000_000).replace("units: 1000", "units: 5000")
                + "schedule: {deferrable: true}\n";
        var answer = world.submitter.postText("/api/v1/jobs", "application/yaml", spec);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        world.decide();
        JobView job = world.job(answer.as(JobView.class).id());
        assertThat(Objects.requireNonNull(job.timing()).endsAt())
                .isAfter(world.now().plus(Duration.ofDays(40)));

        assertThat(timeline(job.id()).zones()).singleElement().satisfies(zone -> {
            assertThat(zone.hours().getFirst().at()).isEqualTo(world.now());
            assertThat(zone.hours().getLast().at())
                    .isEqualTo(world.now().plus(Duration.ofDays(31)).minus(Duration.ofHours(1)));
        });
    }

    @Test
    void aDeadlineThatIsPastIsRefusedAtItsPlace() {
        String spec = GREEN_SPEC + "schedule: {deadline: \"2026-05-31T00:00:00Z\"}\n";
        var answer = world.submitter.postText("/api/v1/jobs", "application/yaml", spec);
        assertThat(answer.problemName()).isEqualTo("spec-rejected");
        assertThat(answer.text()).contains("/schedule/deadline", "is past");
    }

    /** About 8.4 hours on the tests' laptop, which are told apart from no time at all. */
    static final String GREEN_SPEC = TestJobs.longSpec(150_000_000);

    private UUID submit(String more) {
        var answer = world.submitter.postText("/api/v1/jobs", "application/yaml", GREEN_SPEC + more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        world.decide();
        return answer.as(JobView.class).id();
    }

    /** Half an hour passes; intensities are fetched, decisions made, machines do what they are told. */
    private void day(Donor... donors) {
        goToAndFetch(world.now().plus(STEP));
        for (Donor donor : donors) {
            donor.lives();
        }
        world.decide();
        for (Donor donor : donors) {
            donor.works();
        }
    }

    private void goToAndFetch(Instant moment) {
        world.goTo(moment);
        Fetching.round(world.service);
    }

    private Timeline timeline(UUID jobId) {
        return world.submitter.get("/api/v1/jobs/" + jobId + "/timeline").as(Timeline.class);
    }

    private static void isWithoutAGap(Timeline timeline, Instant start) {
        Instant end = start;
        for (Span span : timeline.spans()) {
            assertThat(span.from()).isEqualTo(end);
            end = Objects.requireNonNull(span.to());
        }
        assertThat(timeline.to()).isEqualTo(end);
    }

    private static String end(Span pause) {
        return Objects.requireNonNull(pause.timing())
                        .window()
                        .to()
                        .toString()
                        .substring(0, 16)
                        .replace('T', ' ') + "Z";
    }

    /** A machine with its worker, whose runs go on evenly. */
    private final class Donor {

        final Holder holder;
        private @Nullable LeaseGrant lease;
        private Instant since = Instant.EPOCH;
        private long begun;
        private long sequence;
        int restarts;

        Donor(String name, String zone) {
            this.holder = world.node(name, Machine.laptop(zone));
        }

        /** Says that it is there, and how far it is. */
        void lives() {
            LeaseGrant held = lease;
            if (held != null) {
                holder.renew(held);
                report(held);
            } else {
                take();
            }
        }

        /** Obeys, or looks for work. */
        void works() {
            LeaseGrant held = lease;
            if (held == null) {
                take();
                return;
            }
            long step = step();
            if (step >= TOTAL) {
                holder.trained(held, holder.upload("a model"));
                lease = null;
            } else if (report(held) == Directive.PAUSE) {
                holder.commit(held, step, holder.upload("a checkpoint at " + step));
                holder.release(held, Release.Reason.PAUSED);
                restarts++;
                lease = null;
            }
        }

        private void take() {
            var answer = holder.ask();
            if (answer.status() == 200) {
                LeaseGrant granted = answer.as(LeaseGrant.class);
                lease = granted;
                since = world.now();
                sequence = 0;
                begun = granted.checkpoint() == null ? 0 : granted.checkpoint().step();
            }
        }

        private Directive report(LeaseGrant held) {
            double seconds = Duration.between(since, world.now()).toSeconds();
            var progress = new Progress(step(), TOTAL, 0.1, 1, STEPS_PER_SECOND * 2, 0.5, null, world.now());
            var energy = seconds == 0
                    ? null
                    : new EnergyUse(
                            WATTS * seconds / 3600, null, null, EnergyUse.Tier.D, 0.5, seconds, "a test's figure");
            return holder.http()
                    .post(
                            "/api/v1/leases/" + held.id() + "/metrics",
                            new Report(held.epoch(), ++sequence, progress, List.of(), List.of(), energy))
                    .as(Report.Answer.class)
                    .directive();
        }

        private long step() {
            double seconds = Duration.between(since, world.now()).toSeconds();
            return Math.min(TOTAL, begun + Math.round(seconds * STEPS_PER_SECOND));
        }
    }

    private static final long TOTAL = 150_000_000;

    /** So that it takes 8.4 hours. */
    private static final double STEPS_PER_SECOND = TOTAL / (8.4 * 3600);
}
