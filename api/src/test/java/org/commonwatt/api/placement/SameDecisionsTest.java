package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.TestService;
import org.commonwatt.api.carbon.Fetching;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;
import org.commonwatt.protocol.lease.LeaseRequest;
import org.commonwatt.scheduler.simulation.SimulatedHours;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service decides about rows, the simulator decides about its jobs: it is the same planner with the same snapshot. */
class SameDecisionsTest {

    private static final Instant START = Instant.parse("2026-06-01T22:00:00Z");

    private final LeaseWorld world = LeaseWorld.empty();
    private final TestService service = world.service;

    @Test
    void theServiceAndTheSimulatorDecideAlikeHourAfterHour() {
        world.goTo(START.minus(Duration.ofMinutes(30)));
        Fetching.need(service, "ISL");
        List<Machine> machines = List.of(join("one"), join("two"));
        long[] steps = {150_000_000, 60_000_000, 30_000_000, 100_000_000, 10_000_000, 120_000_000};
        int[] maxWait = {24, 6, 12, 4, 9, 20};
        for (int job = 0; job < steps.length; job++) {
            submit(steps[job], maxWait[job]);
        }
        world.decide();
        assertThat(count("select count(*) from task_timing where decision is null"))
                .isZero();
        service.bean(JdbcClient.class).sql("truncate zone_congestion").update();

        SimulatedHours simulator = null;
        List<List<UUID>> byHour = new ArrayList<>();
        for (int hour = 0; hour < 6; hour++) {
            world.goTo(START.plus(Duration.ofHours(hour)));
            Fetching.round(service);
            machines.forEach(SameDecisionsTest::isThere);
            List<OpenWork> open = service.bean(TimingQueries.class).open(world.now());
            ZoneRound round = service.bean(GreenPlans.class)
                    .snapshot(open, world.now())
                    .rounds()
                    .getFirst();
            assertThat(round.work()).hasSize(steps.length);
            simulator = simulator == null ? new SimulatedHours(round.tasks()) : simulator;
            List<UUID> simulated = simulator.next(round.zone(), round.tasks(), round.capacity()).stream()
                    .map(index -> round.work().get(index).taskId())
                    .toList();

            List<UUID> decided = service.bean(GreenPlans.class).round().decisions().stream()
                    .filter(decision -> decision.view().run())
                    .map(GreenPlans.Decision::taskId)
                    .toList();

            assertThat(decided).isEqualTo(simulated);
            byHour.add(decided);
        }
        // A comparison of nothing with nothing would prove nothing.
        assertThat(byHour.getFirst()).hasSizeLessThan(steps.length);
        assertThat(byHour.getLast()).isNotEmpty();
    }

    private Machine join(String name) {
        return Machine.join(world.anyone, world.donorKey, name, Machine.laptop("ISL"));
    }

    /** Says that it is there, without room for work. */
    private static void isThere(Machine machine) {
        machine.http()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/leases", new LeaseRequest(Machine.offer(8L << 30, "ISL", 0), 0));
    }

    private void submit(long steps, int maxWaitHours) {
        String spec = TestJobs.longSpec(steps) + "schedule: {deferrable: true, maxWait: %dh}\n".formatted(maxWaitHours);
        assertThat(world.submitter
                        .postText("/api/v1/jobs", "application/yaml", spec)
                        .status())
                .isEqualTo(201);
    }

    private long count(String sql) {
        return service.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }
}
