package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationContext;

import org.commonwatt.api.id.Ids;
import org.commonwatt.api.lease.ClaimQueries.Claim;
import org.commonwatt.api.lease.Deliveries.Delivery;
import org.commonwatt.api.lease.Grants.Granted;
import org.commonwatt.api.placement.Ranking.RankedClass;
import org.commonwatt.bench.dispatch.Loop;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

/** The service's own statements, called as the service calls them, without HTTP and without gathering. */
public final class OwnStatements {

    private static final IntensityView INTENSITY = new IntensityView(30, "NOR", "bench", null);

    private final Claims claims;
    private final Deliveries deliveries;
    private final Ids ids;
    private final List<UUID> nodes;
    private final List<String> models;
    private final List<RankedClass> ranking;

    /** @param models what all of the nodes have uploaded, one for each loop */
    public OwnStatements(ApplicationContext service, List<UUID> nodes, List<String> models, long workClass) {
        this.claims = service.getBean(Claims.class);
        this.deliveries = service.getBean(Deliveries.class);
        this.ids = service.getBean(Ids.class);
        this.nodes = nodes;
        this.models = models;
        this.ranking = List.of(new RankedClass(workClass, List.of()));
    }

    /** Lives a second in batches of a size. */
    public double run(int batch, Duration time) throws Exception {
        List<Loop.Lives> threads = new ArrayList<>();
        for (int thread = 0; thread < Loop.THREADS; thread++) {
            int first = thread * batch;
            String model = models.get(thread);
            threads.add(() -> live(batch, first, model));
        }
        return Loop.run(threads, time);
    }

    private int live(int batch, int first, String model) {
        List<Claim> asked = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            UUID node = nodes.get((first + i) % nodes.size());
            asked.add(new Claim(ids.next(), node, UUID.randomUUID().toString(), ranking, INTENSITY));
        }
        List<Delivery> delivered = new ArrayList<>();
        List<Optional<Granted>> granted = claims.claim(asked);
        for (int i = 0; i < batch; i++) {
            UUID node = asked.get(i).nodeId();
            granted.get(i)
                    .map(one -> new LeaseRef(one.lease().id(), one.lease().epoch(), node))
                    .map(lease -> new Delivery(
                            lease, new Completion.Outcome.Trained(model, 100, Map.of("accuracy", 0.9)), null))
                    .ifPresent(delivered::add);
        }
        if (delivered.size() < batch || deliveries.take(delivered).contains(false)) {
            throw new IllegalStateException("a claim or a completion was not taken, or the queue ran dry");
        }
        return batch;
    }
}
