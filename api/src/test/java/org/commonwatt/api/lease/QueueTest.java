package org.commonwatt.api.lease;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.TestDatabase;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at a queue begin where the last one ended; no task may be left lying in front of that. */
class QueueTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder node = world.node("attic");

    @Test
    void workIsHandedOutInTheOrderInWhichItCame() {
        List<UUID> jobs = Stream.generate(this::submitLater).limit(5).toList();
        assertThat(Stream.generate(() -> node.take().jobId()).limit(5)).containsExactlyElementsOf(jobs);
    }

    @Test
    void whatComesBackInFrontOfTheHeadIsHandedOutNext() {
        UUID first = submitLater();
        List<UUID> later = List.of(submitLater(), submitLater());
        LeaseGrant lease = node.take();
        assertThat(lease.jobId()).isEqualTo(first);
        assertThat(node.take().jobId()).isEqualTo(later.getFirst());

        world.execute("update ready_task set available_at = available_at + interval '1 hour'");
        node.release(lease, Release.Reason.OWNER_RETURNED);
        assertThat(node.take().jobId()).isEqualTo(first);
    }

    @Test
    void aTaskWhoseClaimWasRolledBackIsFoundByTheNextLookFromTheFront() throws SQLException {
        UUID first = submitLater();
        UUID second = submitLater();
        UUID third = submitLater();
        try (Connection other = DriverManager.getConnection(
                        world.service.databaseUrl(), TestDatabase.username(), TestDatabase.password());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("delete from ready_task where job_id = '" + first + "'");
            assertThat(node.take().jobId()).isEqualTo(second);
            other.rollback();
        }
        assertThat(node.take().jobId()).isEqualTo(third);
        // However slow the machine, the front is looked at again by then: it rests for a minute at most.
        world.passes(Duration.ofSeconds(61));
        assertThat(node.take().jobId()).isEqualTo(first);
    }

    /** A moment after the one before: of what came at once the order is anybody's guess. */
    private UUID submitLater() {
        world.passes(Duration.ofMillis(1));
        return world.submit();
    }
}
