package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.TestService;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.scheduler.Stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A machine that is there from 20:00 to 24:00 only: what the service makes of it after four days. */
class LearnedAvailabilityTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(15);

    private final LeaseWorld world = LeaseWorld.empty();
    private final TestService service = world.service;
    private final Availabilities availabilities = service.bean(Availabilities.class);
    private Machine machine;

    @BeforeEach
    void fourEvenings() {
        world.goTo(MONDAY);
        machine = Machine.join(world.anyone, world.donorKey, "evenings", Machine.laptop("ISL"));
        for (Instant at = MONDAY; at.isBefore(MONDAY.plus(Duration.ofDays(4))); at = at.plus(STEP)) {
            world.goTo(at);
            if (Duration.between(MONDAY, at).toHours() % 24 >= 20) {
                isThere(0);
            }
            availabilities.look();
        }
    }

    @Test
    void itIsExpectedToGoAtMidnightAndToBeThereForASixthOfTheDay() {
        Instant evening = MONDAY.plus(Duration.ofHours(4 * 24 + 20));
        assertThat(availabilities.stay(machine.id(), evening).halfHours()).isBetween(3.0, 5.0);
        assertThat(availabilities
                        .stay(machine.id(), evening.plus(Duration.ofHours(3)))
                        .halfHours())
                .isLessThan(2);
        assertThat(availabilities.share(machine.id(), false, evening)).isCloseTo(4 / 24.0, within(0.06));
        assertThat(availabilities.stay(UUID.randomUUID(), evening)).isEqualTo(Stay.UNKNOWN);
    }

    @Test
    void whatIsLookedAtTwiceWithinMinutesCountsOnce() {
        double before = hours();
        world.goTo(world.now().plus(STEP));
        availabilities.look();
        double once = hours();
        availabilities.look();
        assertThat(once).isGreaterThan(before);
        assertThat(hours()).isEqualTo(once);
    }

    @Test
    void anHourInWhichTheServiceWasAwayCountsForNothing() {
        double before = hours();
        world.goTo(world.now().plus(Duration.ofHours(1)));
        availabilities.look();
        assertThat(hours()).isEqualTo(before);
    }

    @Test
    void shortlyBeforeItGoesItIsOfferedTheShortWorkBeforeTheLong() {
        world.goTo(MONDAY.plus(Duration.ofHours(4 * 24 + 22)).plus(Duration.ofMinutes(30)));
        isThere(0);
        UUID longer = submit(200_000_000);
        UUID shorter = submit(200_000);
        Ranking ranking = service.bean(Placements.class).rank(machine.id(), Machine.laptop("ISL"), 0);
        assertThat(ranking.classes())
                .extracting(Ranking.RankedClass::workClass)
                .containsExactly(workClass(shorter), workClass(longer));
    }

    /** Says that it is there, with room for a task that it leaves for later. */
    private void isThere(int waitSeconds) {
        machine.http()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/leases", new LeaseRequest(Machine.laptop("ISL"), waitSeconds));
    }

    private UUID submit(long steps) {
        var answer = world.submitter.postText("/api/v1/jobs", "application/yaml", TestJobs.longSpec(steps));
        assertThat(answer.status()).isEqualTo(201);
        return UUID.fromString(answer.json().path("id").asString());
    }

    private long workClass(UUID job) {
        return service.bean(JdbcClient.class)
                .sql("select work_class from task where job_id = :job")
                .param("job", job)
                .query(Long.class)
                .single();
    }

    private double hours() {
        List<Double> sums = service.bean(JdbcClient.class)
                .sql("select coalesce(sum(watched), 0) from node_availability where node_id = :node")
                .param("node", machine.id())
                .query(Double.class)
                .list();
        return sums.getFirst();
    }
}
