package org.commonwatt.api.lease;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.database.PlanQueries;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.Success;
import org.commonwatt.api.lease.DeliveryQueries.Delivered;
import org.commonwatt.api.lease.DeliveryQueries.Taken;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lifecycle.JobTransition;
import org.commonwatt.protocol.lifecycle.LeaseState;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.Moves;
import org.commonwatt.protocol.lifecycle.TaskState;
import org.commonwatt.protocol.lifecycle.TaskTransition;

/** Models that holders deliver while all is as it should be, taken many at a time. Everything else goes its own way. */
@Component
class Deliveries {

    /** A holder's word that its model is trained. */
    record Delivery(
            LeaseRef lease,
            Completion.Outcome.Trained trained,
            @Nullable EnergyUse energy) {}

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final JobState THEN = JobTransition.SUCCEED.to();
    private static final String ANSWER = Json.mapper().writeValueAsString(new Completion.Answer(THEN));

    private final DeliveryQueries queries;
    private final PlanQueries plans;
    private final Jobs jobs;
    private final Clock clock;

    Deliveries(DeliveryQueries queries, PlanQueries plans, Jobs jobs, Clock clock) {
        this.queries = queries;
        this.plans = plans;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** For each whether it was taken; nothing changed for one that was not. */
    @Transactional
    List<Boolean> take(List<Delivery> deliveries) {
        plans.keep();
        List<Taken> taken =
                queries.take(deliveries.stream().map(Deliveries::delivered).toList(), clock.instant());
        if (!taken.isEmpty()) {
            succeed(taken, deliveries);
        }
        Set<UUID> leases = new HashSet<>();
        taken.forEach(one -> leases.add(one.lease().id()));
        return deliveries.stream().map(one -> leases.contains(one.lease().id())).toList();
    }

    private void succeed(List<Taken> taken, List<Delivery> deliveries) {
        Map<UUID, Completion.Outcome.Trained> models = new HashMap<>();
        deliveries.forEach(one -> models.putIfAbsent(one.lease().id(), one.trained()));
        List<JobState> states = jobs.succeeded(taken.stream()
                .map(one -> success(
                        one, Objects.requireNonNull(models.get(one.lease().id()))))
                .toList());
        if (!states.stream().allMatch(THEN::equals)) {
            throw new IllegalStateException("a job whose lease was held did not run");
        }
        taken.forEach(one -> LOG.info(
                "job {} is {} after lease {} of node {}",
                one.jobId(),
                THEN,
                one.lease().id(),
                one.lease().nodeId()));
    }

    private static Success success(Taken taken, Completion.Outcome.Trained trained) {
        Moves moves = Moves.of(taken.lease().moves(LeaseTransition.COMPLETE, LeaseState.HELD))
                .and(new Moves.Task(
                        taken.taskId(),
                        TaskTransition.FINISH,
                        TaskState.LEASED,
                        taken.lease().epoch(),
                        taken.failures()));
        return new Success(
                taken.jobId(), taken.lease().nodeId(), Sha256.parse(trained.model()), trained.evaluation(), moves);
    }

    private static Delivered delivered(Delivery delivery) {
        return new Delivered(delivery.lease(), Sha256.parse(delivery.trained().model()), delivery.energy(), ANSWER);
    }
}
