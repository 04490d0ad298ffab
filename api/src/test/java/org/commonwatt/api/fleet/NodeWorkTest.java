package org.commonwatt.api.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.lease.Until;
import org.commonwatt.protocol.node.NodeView;

import static org.assertj.core.api.Assertions.assertThat;

/** What nodes did, added up bit by bit. */
class NodeWorkTest {

    /** So late that the service's own rounds pass these leases by. */
    private static final Instant NOW = Instant.parse("2126-06-01T12:00:00Z");

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestService service = TestService.shared();
    private final JdbcClient sql = service.bean(JdbcClient.class);
    private final NodeWorkQueries queries = service.bean(NodeWorkQueries.class);
    private final String key = TestAccounts.make(service).key();
    private final UUID node =
            Machine.join(Http.to(service), key, "attic", Machine.laptop(null)).id();

    @Test
    void theSumsAreTheSameBeforeAndAfterTheyWereAddedUp() {
        ran(NOW.minus(HOUR), "TRAINED", 3.0);
        ran(NOW.minus(HOUR), "EXPIRED", 2.0);
        ran(NOW.minus(HOUR), "TRAINED", null);
        ran(NOW.plus(HOUR), "TRAINED", 4.0);
        assertDid(3, 9.0);

        add(NOW);
        assertDid(3, 9.0);

        add(NOW);
        assertDid(3, 9.0);

        add(NOW.plus(HOUR).plusMillis(1));
        assertDid(3, 9.0);
    }

    @Test
    void aClockThatWasAheadLeavesNoLeaseUncounted() {
        ran(NOW.minus(HOUR), "TRAINED", 3.0);
        add(NOW.plus(HOUR));

        ran(NOW, "TRAINED", 4.0);
        assertDid(2, 7.0);

        add(NOW.plus(HOUR));
        assertDid(2, 7.0);
    }

    @Test
    void leasesThatWereAddedUpAreNotReadAgain() {
        ran(NOW.minus(HOUR), "TRAINED", 3.0);
        add(NOW);
        sql.sql("delete from attempt where node_id = ?").param(node).update();

        ran(NOW, "TRAINED", 4.0);

        assertDid(2, 7.0);
    }

    @Test
    void aLeaseThatGoesOnIsAddedOnceItHasEndedAndThoseAfterItWithIt() {
        ran(NOW.minus(HOUR.multipliedBy(3)), "TRAINED", 1.0);
        UUID running = ran(NOW.minus(HOUR.multipliedBy(2)), null, 2.0);
        ran(NOW.minus(HOUR), "TRAINED", 4.0);
        add(NOW);
        assertDid(2, 7.0);

        sql.sql("update attempt set energy_wh = 3, outcome = 'TRAINED', ended_at = now() where lease_id = ?")
                .param(running)
                .update();
        assertDid(3, 8.0);

        add(NOW);
        sql.sql("delete from attempt where node_id = ?").param(node).update();
        assertDid(3, 8.0);
    }

    @Test
    void whatWasNeverMeasuredIsNotNothing() {
        assertDid(0, null);
        ran(NOW.minus(HOUR), "TRAINED", null);
        add(NOW);
        assertDid(1, null);

        ran(NOW, "TRAINED", 5.0);
        assertDid(2, 5.0);
        add(NOW.plus(HOUR));
        assertDid(2, 5.0);
    }

    @Test
    void severalReplicasAddALeaseOnce() throws Exception {
        for (int lease = 0; lease < 50; lease++) {
            ran(NOW.minus(HOUR), "TRAINED", 1.0);
        }
        Callable<Boolean> add = () -> queries.add(NOW);
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> done : replicas.invokeAll(Collections.nCopies(8, add))) {
                assertThat(done.get()).isNotNull();
            }
        }
        add(NOW);
        assertDid(50, 50.0);
    }

    /** The service's own round may be adding at that moment. */
    private void add(Instant settled) {
        Until.holds(() -> queries.add(settled));
    }

    private void assertDid(long tasks, @Nullable Double wh) {
        NodeView view = Http.to(service).as(key).get("/api/v1/nodes/" + node).as(NodeView.class);
        assertThat(view.tasksCompleted()).isEqualTo(tasks);
        assertThat(view.energyWh()).isEqualTo(wh);
    }

    /** A lease of the node that ended, or goes on where no outcome is given. */
    private UUID ran(Instant grantedAt, @Nullable String outcome, @Nullable Double wh) {
        UUID lease = UUID.randomUUID();
        sql.sql("""
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, ended_at, outcome, energy_wh,
                                     energy_tier, energy_error, intensity, intensity_source)
                select :lease, :lease, :lease, :node, 1, at, case when told.outcome is null then null else at end, told.outcome, wh,
                       case when wh is null then null else 'B' end, case when wh is null then null else 0.1 end, 50, 'a test'
                from (values (cast(:at as timestamptz), cast(:outcome as text), cast(:wh as double precision)))
                    as told (at, outcome, wh)
                """)
                .param("lease", lease)
                .param("node", node)
                .param("at", grantedAt.toString())
                .param("outcome", outcome)
                .param("wh", wh)
                .update();
        return lease;
    }
}
