package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.TestService;
import org.commonwatt.api.carbon.Fetching;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;

import static org.assertj.core.api.Assertions.assertThat;

class GreenPlansTest {

    /** Not at a full hour to the nanosecond, as no round of the service is. */
    private static final Instant NOW = Instant.parse("2026-06-01T22:00:00.000400Z");

    private final LeaseWorld world = LeaseWorld.empty();
    private final TestService service = world.service;

    @Test
    void withinTheHourOnlyNewWorkIsDecidedAboutAndPricesStay() {
        world.goTo(NOW);
        Fetching.need(service, "ISL");
        Machine.join(world.anyone, world.donorKey, "one", Machine.laptop("ISL"));
        for (int job = 0; job < 3; job++) {
            submit();
            world.decide();
        }
        var prices = service.bean(TimingQueries.class).congestion();
        assertThat(prices).hasEntrySatisfying("ISL", price -> assertThat(price.isOfHour(NOW))
                .isTrue());

        world.goTo(NOW.plus(Duration.ofSeconds(20)));
        submit();

        assertThat(service.bean(GreenPlans.class).round().decisions()).hasSize(1);
        assertThat(service.bean(TimingQueries.class).congestion()).isEqualTo(prices);
    }

    @Test
    void whatTheOneMachineOfTheCleanerZoneHasNoTimeForGoesToTheOther() {
        world.goTo(NOW);
        Fetching.need(service, "ISL", "NZL");
        Machine.join(world.anyone, world.donorKey, "island", Machine.laptop("ISL"));
        for (int number = 0; number < 5; number++) {
            Machine.join(world.anyone, world.donorKey, "zealand " + number, Machine.laptop("NZL"));
        }
        for (int job = 0; job < 12; job++) {
            submit();
            world.decide();
        }
        assertThat(planned("ISL")).isBetween(1L, 9L);
        assertThat(planned("NZL")).isEqualTo(12 - planned("ISL"));
    }

    private long planned(String zone) {
        return service.bean(TimingQueries.class).planned().values().stream()
                .filter(plan -> plan.zone().equals(zone))
                .count();
    }

    private void submit() {
        String spec = TestJobs.longSpec(60_000_000) + "schedule: {deferrable: true, maxWait: 24h}\n";
        assertThat(world.submitter
                        .postText("/api/v1/jobs", "application/yaml", spec)
                        .status())
                .isEqualTo(201);
    }
}
