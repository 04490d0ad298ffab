package org.commonwatt.api.lease;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.placement.PastUse;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What was used of late counts by when it ended, whenever it began. */
class PastUseTest {

    private static final Duration LONG = Duration.ofDays(8);

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder attic = world.node("attic");

    private LeaseGrant longLease() {
        world.submit();
        LeaseGrant lease = attic.take();
        world.service
                .bean(JdbcClient.class)
                .sql("update attempt set granted_at = cast(? as timestamptz)")
                .param(world.now().minus(LONG).toString())
                .update();
        return lease;
    }

    @Test
    void aLeaseThatRunsForDaysCountsWhileItRuns() {
        longLease();

        assertThat(PastUse.hours(world.service, world.now())).isCloseTo(LONG.toHours(), within(0.01));
    }

    @Test
    void afterItsEndItHalvesEachDayAndIsForgottenAWeekLater() {
        attic.release(longLease(), Release.Reason.OWNER_RETURNED);

        assertThat(PastUse.hours(world.service, world.now().plus(Duration.ofDays(1))))
                .isCloseTo(LONG.toHours() / 2.0, within(0.01));
        assertThat(PastUse.hours(world.service, world.now().plus(Duration.ofDays(7))))
                .isZero();
    }

    @Test
    void aLeaseThatLapsedCountsUntilItRanOut() {
        longLease();
        world.passes(Duration.ofMinutes(2));
        world.sweep();

        assertThat(PastUse.hours(world.service, world.now().plus(Duration.ofDays(1))))
                .isCloseTo(LONG.toHours() / 2.0, within(0.1));
    }
}
