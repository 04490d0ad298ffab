package org.commonwatt.api.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestClock;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;

import static org.assertj.core.api.Assertions.assertThat;

class DrainedNodesTest {

    private final TestService service = TestService.shared();
    private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final DrainedNodes drained = new DrainedNodes(new FleetQueries(service.bean(JdbcClient.class)), clock);
    private final String key = TestAccounts.make(service).key();
    private final UUID node =
            Machine.join(Http.to(service), key, "attic", Machine.laptop(null)).id();

    @Test
    void whatAnotherReplicaChangedIsSeenAMomentLater() {
        assertThat(drained.contains(node)).isFalse();
        drain();
        clock.advance(Duration.ofSeconds(1));
        assertThat(drained.contains(node)).isTrue();
    }

    @Test
    void itIsLookedForAgainWhenTheClockWentBack() {
        assertThat(drained.contains(node)).isFalse();
        drain();
        clock.advance(Duration.ofHours(-8));
        assertThat(drained.contains(node)).isTrue();
    }

    private void drain() {
        assertThat(Http.to(service)
                        .as(key)
                        .put("/api/v1/nodes/" + node + "/drain")
                        .status())
                .isEqualTo(200);
    }
}
