package org.commonwatt.api.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestClock;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.fleet.Presence.Sighting;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.node.Capability;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Capability BEFORE = Machine.laptop("NOR");
    private static final Capability AFTER = Machine.laptop("POL");

    private final TestService service = TestService.shared();
    private final JdbcClient sql = service.bean(JdbcClient.class);
    private final TestClock clock = new TestClock(NOW);
    private final Presence presence = new Presence(new FleetQueries(sql), clock);
    private final String key = TestAccounts.make(service).key();
    private final UUID node = join();

    @Test
    void whoWasNotHeardFromIsNotKnown() {
        assertThat(presence.isKnown(new Sighting(node, BEFORE, NOW))).isFalse();
        assertThat(presence.isKnown(new Sighting(node, null, NOW))).isFalse();
    }

    @Test
    void aNodeThatSaysAgainWhatItSaidAMomentAgoIsKnownUntilThatIsTooLongAgo() {
        presence.note(List.of(new Sighting(node, BEFORE, NOW)));
        Instant soon = NOW.plus(Presence.KNOWN_FOR).minusMillis(1);
        assertThat(presence.isKnown(new Sighting(node, BEFORE, soon))).isTrue();
        assertThat(presence.isKnown(new Sighting(node, null, soon))).isTrue();
        assertThat(presence.isKnown(new Sighting(node, BEFORE, soon.plusMillis(1))))
                .isFalse();
    }

    @Test
    void whatWasNotedBeforeTheClockWentBackIsNoReasonToStayQuiet() {
        presence.note(List.of(new Sighting(node, BEFORE, NOW.plus(Duration.ofHours(8)))));
        assertThat(presence.isKnown(new Sighting(node, BEFORE, NOW))).isFalse();

        presence.note(List.of(new Sighting(node, BEFORE, NOW)));
        assertThat(seen(node)).isEqualTo(NOW);
    }

    @Test
    void anotherOfferIsNewsAtAnyTime() {
        presence.note(List.of(new Sighting(node, BEFORE, NOW)));
        assertThat(presence.isKnown(new Sighting(node, AFTER, NOW))).isFalse();
    }

    @Test
    void manyAreNotedAtOnceAndOfOneNodeTheLastWord() {
        UUID other = join();
        presence.note(List.of(
                new Sighting(node, BEFORE, NOW),
                new Sighting(other, BEFORE, NOW),
                new Sighting(node, AFTER, NOW.plusSeconds(1)),
                new Sighting(node, null, NOW.plusSeconds(2))));
        assertThat(offered(node)).isEqualTo(AFTER);
        assertThat(seen(node)).isEqualTo(NOW.plusSeconds(2));
        assertThat(offered(other)).isEqualTo(BEFORE);
        assertThat(seen(other)).isEqualTo(NOW);
    }

    @Test
    void whoSaysNothingOfItsOfferKeepsIt() {
        presence.note(List.of(new Sighting(node, AFTER, NOW)));
        presence.note(List.of(new Sighting(node, null, NOW.plusSeconds(20))));
        assertThat(offered(node)).isEqualTo(AFTER);
        assertThat(seen(node)).isEqualTo(NOW.plusSeconds(20));
        assertThat(presence.isKnown(new Sighting(node, AFTER, NOW.plusSeconds(21))))
                .isTrue();
    }

    @Test
    void whoIsSilentIsForgotten() {
        UUID other = join();
        presence.note(List.of(new Sighting(node, BEFORE, NOW)));
        clock.advance(Presence.KNOWN_FOR.plus(Duration.ofMillis(1)));
        presence.note(List.of(new Sighting(other, BEFORE, clock.instant())));
        presence.forgetSilent();
        // Asked as of then, a node that is remembered would still be known.
        assertThat(presence.isKnown(new Sighting(node, BEFORE, NOW))).isFalse();
        assertThat(presence.isKnown(new Sighting(other, BEFORE, clock.instant())))
                .isTrue();
    }

    private UUID join() {
        return Machine.join(Http.to(service), key, "attic", BEFORE).id();
    }

    private Capability offered(UUID nodeId) {
        return Json.mapper()
                .readValue(
                        sql.sql("select capability from node_presence where node_id = ?")
                                .param(nodeId)
                                .query(String.class)
                                .single(),
                        Capability.class);
    }

    private Instant seen(UUID nodeId) {
        return sql.sql("select last_seen_at from node_presence where node_id = ?")
                .param(nodeId)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
