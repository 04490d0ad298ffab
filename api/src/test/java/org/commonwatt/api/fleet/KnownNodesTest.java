package org.commonwatt.api.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestClock;
import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.TestAccounts;

import static org.assertj.core.api.Assertions.assertThat;

class KnownNodesTest {

    private static final byte[] TOKEN = {1, 2, 3};
    private static final Caller NODE = Caller.node(UUID.randomUUID(), UUID.randomUUID());

    private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final KnownNodes known = new KnownNodes(clock);
    private final List<byte[]> lookedUp = new ArrayList<>();

    @Test
    void aNodeIsLookedUpOnceAndThenAgainWhenThatIsTooLongAgo() {
        assertThat(find(Optional.of(NODE))).contains(NODE);
        clock.advance(KnownNodes.KNOWN_FOR.minusMillis(1));
        assertThat(find(Optional.empty())).contains(NODE);
        assertThat(lookedUp).hasSize(1);

        clock.advance(java.time.Duration.ofMillis(1));
        assertThat(find(Optional.empty())).isEmpty();
        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void aNodeIsLookedUpAgainWhenTheClockWentBack() {
        find(Optional.of(NODE));
        clock.advance(java.time.Duration.ofHours(-8));
        assertThat(find(Optional.empty())).isEmpty();
    }

    @Test
    void aTokenThatIsNobodysIsLookedUpEachTime() {
        assertThat(find(Optional.empty())).isEmpty();
        assertThat(find(Optional.of(NODE))).contains(NODE);
    }

    @Test
    void aNodeThatIsRemovedIsForgottenAtOnceAndNoOther() {
        Caller other = Caller.node(NODE.accountId(), UUID.randomUUID());
        byte[] othersToken = {4};
        find(Optional.of(NODE));
        known.find(othersToken, token -> Optional.of(other));

        known.on(new NodeRemoved(java.util.Objects.requireNonNull(NODE.nodeId())));

        assertThat(find(Optional.empty())).isEmpty();
        assertThat(known.find(othersToken, token -> Optional.empty())).contains(other);
    }

    @Test
    void aNodeThatIsRemovedWhileItIsLookedUpIsNotKept() {
        known.find(TOKEN, token -> {
            known.on(new NodeRemoved(java.util.Objects.requireNonNull(NODE.nodeId())));
            return Optional.of(NODE);
        });
        assertThat(find(Optional.empty())).isEmpty();
    }

    @Test
    void aRemovalAtOneReplicaIsHeardAtTheOtherWhenItLooksAgain() {
        String database = TestDatabase.newDatabase();
        try (TestService one = TestService.start(database, TestService.newFolder(), List.of());
                TestService other = TestService.start(database, TestService.newFolder(), List.of())) {
            String key = TestAccounts.make(one).key();
            Machine machine = Machine.join(Http.to(other), key, "attic");
            assertThat(machine.http().get("/api/v1/nodes/self").status()).isEqualTo(200);

            assertThat(Http.to(one)
                            .as(key)
                            .delete("/api/v1/nodes/" + machine.id())
                            .status())
                    .isEqualTo(204);

            org.commonwatt.api.lease.Until.holds(
                    () -> machine.http().get("/api/v1/nodes/self").status() == 401);
        }
    }

    private Optional<Caller> find(Optional<Caller> there) {
        return known.find(TOKEN, token -> {
            lookedUp.add(token);
            return there;
        });
    }
}
