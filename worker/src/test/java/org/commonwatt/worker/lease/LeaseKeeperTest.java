package org.commonwatt.worker.lease;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LeaseKeeperTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Capability CAPABILITY = new Capability(
            "linux", "amd64", "a test", 4, 40, "a test", false, 1 << 30, 1 << 30, List.of(), null, 1, null, 0, "test",
            null);

    private final StubService service = new StubService();
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_test");
    private final LeaseKeeper keeper = new LeaseKeeper(
            client,
            () -> CAPABILITY,
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), new Random(6)),
            new Random(7));

    private record Lease(UUID id, long epoch, Duration length, List<Directive> heard) implements HeldLease {

        Lease(Duration length) {
            this(UUID.randomUUID(), 5, length, new CopyOnWriteArrayList<>());
        }

        @Override
        public long step() {
            return 42;
        }

        @Override
        public void direct(Directive directive) {
            heard.add(directive);
        }
    }

    @AfterEach
    void tearDown() {
        keeper.close();
        client.close();
        service.close();
    }

    private List<Renewal> renewals() {
        return service.to("/renewal").stream()
                .map(request -> request.as(Renewal.class))
                .toList();
    }

    @Test
    void a_lease_is_renewed_several_times_within_its_length_with_its_epoch_and_step() {
        Lease lease = new Lease(Duration.ofMillis(600));
        long began = System.nanoTime();
        keeper.keep(lease);

        await().atMost(SOON).until(() -> renewals().size() >= 3);

        // A third of 600 ms at most, less a fifth at least: three renewals need 480 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(470));
        assertThat(renewals().getFirst().leases()).containsExactly(new Renewal.Held(lease.id(), 5, 42));
        assertThat(renewals().getFirst().capability()).isEqualTo(CAPABILITY);
    }

    @Test
    void a_lease_is_renewed_while_other_threads_of_the_worker_compute_on_all_processors() {
        AtomicBoolean enough = new AtomicBoolean();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofVirtual().start(() -> {
                while (!enough.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        try {
            keeper.keep(new Lease(Duration.ofMillis(60)));

            await().atMost(SOON).until(() -> renewals().size() >= 3);
        } finally {
            enough.set(true);
        }
    }

    @Test
    void one_renewal_covers_all_leases_at_the_pace_of_the_shortest() {
        Lease patient = new Lease(Duration.ofHours(1));
        Lease hasty = new Lease(Duration.ofMillis(90));
        keeper.keep(patient);
        keeper.keep(hasty);

        await().atMost(SOON).until(() -> renewals().stream().anyMatch(renewal -> renewal.leases().stream()
                .map(Renewal.Held::id)
                .toList()
                .containsAll(List.of(patient.id(), hasty.id()))));
    }

    @Test
    void what_the_service_wants_reaches_the_lease() {
        service.direct(Directive.CANCEL);
        Lease lease = new Lease(Duration.ofMillis(60));
        keeper.keep(lease);

        await().atMost(SOON).until(() -> lease.heard().contains(Directive.CANCEL));
    }

    @Test
    void a_service_that_is_away_is_asked_again_and_no_run_is_stopped() {
        service.away(true);
        Lease lease = new Lease(Duration.ofMillis(60));
        keeper.keep(lease);
        service.away(false);

        await().atMost(SOON).until(() -> !lease.heard().isEmpty());
        assertThat(lease.heard()).containsOnly(Directive.CONTINUE);
    }

    @Test
    void a_node_that_the_service_does_not_know_any_more_stops_its_runs() {
        service.failNext("/renewal", new StubService.Failure(401, "unauthenticated", null));
        Lease lease = new Lease(Duration.ofMillis(60));
        keeper.keep(lease);

        await().atMost(SOON).until(() -> lease.heard().contains(Directive.STALE));
    }

    @Test
    void a_lease_that_was_let_go_is_not_renewed() {
        Lease gone = new Lease(Duration.ofMillis(60));
        Lease kept = new Lease(Duration.ofMillis(60));
        keeper.keep(gone);
        keeper.keep(kept);
        keeper.letGo(gone.id());
        int before = renewals().size();

        await().atMost(SOON).until(() -> renewals().size() > before + 1);
        assertThat(renewals().getLast().leases()).containsExactly(new Renewal.Held(kept.id(), 5, 42));
    }
}
