package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.database.PlanQueries;
import org.commonwatt.api.job.Assignment;
import org.commonwatt.api.job.Jobs;
import org.commonwatt.api.job.Started;
import org.commonwatt.api.job.Starting;
import org.commonwatt.api.lease.ClaimQueries.Claim;
import org.commonwatt.api.lease.ClaimQueries.Claimed;
import org.commonwatt.api.lease.ClaimQueries.Found;
import org.commonwatt.api.lease.ClaimQueries.Wanted;
import org.commonwatt.api.lease.GrantQueries.Held;
import org.commonwatt.api.lease.Grants.Granted;
import org.commonwatt.api.placement.QueueHeads;
import org.commonwatt.api.placement.QueueHeads.Head;
import org.commonwatt.api.placement.QueueHeads.Look;
import org.commonwatt.protocol.lease.LeaseGrant;

/** Hands out work: turns the rankings of nodes that ask at once into leases, in one short transaction. */
@Component
class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final ClaimQueries queries;
    private final GrantQueries grants;
    private final QueueHeads heads;
    private final PlanQueries plans;
    private final Jobs jobs;
    private final LeaseSettings settings;
    private final Clock clock;

    Claims(
            ClaimQueries queries,
            GrantQueries grants,
            QueueHeads heads,
            PlanQueries plans,
            Jobs jobs,
            LeaseSettings settings,
            Clock clock) {
        this.queries = queries;
        this.grants = grants;
        this.heads = heads;
        this.plans = plans;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /** For each claim the lease on its best-ranked task that is still there, or nothing when others took them all. */
    @Transactional
    List<Optional<Granted>> claim(List<Claim> claims) {
        plans.keep();
        List<Seeker> seekers = claims.stream().map(Seeker::new).toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what PostgreSQL keeps of it
        Set<Long> empty = new HashSet<>();
        for (Map<Long, List<Seeker>> round = round(seekers, empty); !round.isEmpty(); round = round(seekers, empty)) {
            look(round, empty, now);
        }
        List<Claimed> granted = seekers.stream().flatMap(Seeker::granted).toList();
        if (granted.isEmpty()) {
            return seekers.stream().map(seeker -> Optional.<Granted>empty()).toList();
        }
        Map<UUID, Granted> leases = start(granted, now.plus(settings.time()));
        granted.forEach(Claims::log);
        return seekers.stream()
                .map(seeker -> Optional.ofNullable(leases.get(seeker.claim.leaseId())))
                .toList();
    }

    private Map<UUID, Granted> start(List<Claimed> granted, Instant expiresAt) {
        List<Started> started = jobs.started(granted.stream()
                .map(claimed -> new Starting(claimed.jobId(), claimed.lease().nodeId(), claimed.moves()))
                .toList());
        Map<UUID, LeaseGrant.CheckpointRef> checkpoints = checkpoints(granted);
        Map<UUID, Granted> leases = new HashMap<>();
        for (int i = 0; i < granted.size(); i++) {
            Claimed claimed = granted.get(i);
            Assignment assignment = started.get(i).assignment();
            if (assignment == null) {
                throw new IllegalStateException("a job whose task was ready had ended");
            }
            Held lease = claimed.held(expiresAt);
            leases.put(lease.id(), new Granted(lease, assignment, checkpoints.get(lease.taskId())));
        }
        return leases;
    }

    /** A task's first lease finds none. */
    private Map<UUID, LeaseGrant.CheckpointRef> checkpoints(List<Claimed> granted) {
        List<UUID> again =
                granted.stream().filter(Claimed::isAgain).map(Claimed::taskId).toList();
        return again.isEmpty() ? Map.of() : grants.lastCheckpoints(again);
    }

    /** Who still seeks, by the best class of work that is not known to be gone. */
    private static Map<Long, List<Seeker>> round(List<Seeker> seekers, Set<Long> empty) {
        Map<Long, List<Seeker>> round = new LinkedHashMap<>();
        seekers.stream().filter(seeker -> seeker.seeks(empty)).forEach(seeker -> round.computeIfAbsent(
                        seeker.workClass(), id -> new ArrayList<>())
                .add(seeker));
        return round;
    }

    private void look(Map<Long, List<Seeker>> round, Set<Long> empty, Instant now) {
        Map<Long, Look> looks = new LinkedHashMap<>();
        round.keySet().forEach(workClass -> looks.put(workClass, heads.begin(workClass)));
        try {
            look(round, looks, empty, now);
        } finally {
            looks.values().forEach(heads::end);
        }
    }

    private void look(Map<Long, List<Seeker>> round, Map<Long, Look> looks, Set<Long> empty, Instant now) {
        List<Wanted> wanted = looks.entrySet().stream()
                .map(look -> new Wanted(
                        look.getKey(),
                        look.getValue().from(),
                        round.getOrDefault(look.getKey(), List.of()).stream()
                                .map(seeker -> seeker.claim)
                                .toList()))
                .toList();
        Map<Long, List<Found>> found = new HashMap<>();
        long began = System.nanoTime();
        queries.claim(wanted, false, now, settings.time())
                .forEach(one -> found.computeIfAbsent(one.workClass(), id -> new ArrayList<>())
                        .add(one));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        looks.forEach((workClass, look) -> {
            List<Found> ofClass = found.getOrDefault(workClass, List.of());
            List<Seeker> turns = round.getOrDefault(workClass, List.of());
            if (ofClass.size() < turns.size()) {
                empty.add(workClass);
            }
            passed(look, ofClass, took);
            for (int turn = 0; turn < ofClass.size(); turn++) {
                settle(turns.get(turn), ofClass.get(turn), now);
            }
        });
    }

    /** The next look begins with what this one left lying. */
    private void passed(Look look, List<Found> found, Duration took) {
        Stream<Found> left = found.stream().filter(one -> one.granted() == null);
        left.findFirst()
                .or(() -> found.isEmpty() ? Optional.empty() : Optional.of(found.getLast()))
                .ifPresent(next -> heads.passed(look, next.at(), took));
    }

    /** A task that was not this node's to take, on its turn, does not end its look: it looks at the queue by itself. */
    private void settle(Seeker seeker, Found found, Instant now) {
        seeker.granted = found.granted();
        if (seeker.granted == null) {
            Wanted alone = new Wanted(found.workClass(), Head.FRONT, List.of(seeker.claim));
            seeker.granted = queries.claim(List.of(alone), true, now, settings.time()).stream()
                    .findFirst()
                    .map(Found::granted)
                    .orElse(null);
            seeker.rank++;
        }
    }

    private static void log(Claimed claimed) {
        LOG.info(
                "job {} leased as {} with epoch {} to node {}",
                claimed.jobId(),
                claimed.lease().id(),
                claimed.lease().epoch(),
                claimed.lease().nodeId());
    }

    /** A claim on its way down its ranking. */
    private static final class Seeker {

        private final Claim claim;
        private int rank;
        private @Nullable Claimed granted;

        Seeker(Claim claim) {
            this.claim = claim;
        }

        boolean seeks(Set<Long> empty) {
            while (rank < claim.ranking().size() && empty.contains(workClass())) {
                rank++;
            }
            return granted == null && rank < claim.ranking().size();
        }

        long workClass() {
            return claim.ranking().get(rank).workClass();
        }

        Stream<Claimed> granted() {
            return Stream.ofNullable(granted);
        }
    }
}
