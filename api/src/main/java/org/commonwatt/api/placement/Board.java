package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.scheduler.FleetClass;
import org.commonwatt.scheduler.FleetRound;
import org.commonwatt.scheduler.NodeClass;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.Snapshot;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;

/**
 * The planner's picture of the world, shared by all who ask: taken anew when something changed or when it is too old. It may
 * lag behind; the claim that follows is decided by the rows alone.
 */
@Component
class Board {

    private static final Logger log = LoggerFactory.getLogger(Board.class);

    /**
     * A picture.
     *
     * @param nodes what each present node offers
     * @param rounds the planner's round over it, made where it is first needed
     * @param fitting nodes that fit some needs, worked out once for all who ask
     * @param backOffEnds when the first task that waits out a back-off may start, or null
     */
    record Picture(
            Snapshot snapshot,
            List<NodeOffer> nodes,
            ConcurrentMap<Planner, FleetRound> rounds,
            ConcurrentMap<Want, List<UUID>> fitting,
            @Nullable Instant backOffEnds,
            long version) {

        /** What decides which nodes could do the work. */
        record Want(WorkNeed need, @Nullable String zone) {}

        /** The planner's round over all free nodes, one for all who ask. */
        FleetRound round(Planner planner) {
            return rounds.computeIfAbsent(planner, it -> it.fleetRound(snapshot));
        }

        /** Some other nodes that could do the work, at most {@code most} of them. */
        List<UUID> others(UUID asking, WorkClass work, int most) {
            return fitting.computeIfAbsent(new Want(work.need(), work.zone()), any -> firstThatFit(work)).stream()
                    .filter(node -> !node.equals(asking))
                    .limit(most)
                    .toList();
        }

        /** Whether there is ready work of a class in it. */
        boolean shows(long workClass) {
            return snapshot.ready().stream().anyMatch(work -> work.workClass().id() == workClass);
        }

        private List<UUID> firstThatFit(WorkClass work) {
            return nodes.stream()
                    .filter(node -> node.canRun(work))
                    .map(NodeOffer::id)
                    .limit(MOST_OTHERS + 1)
                    .toList();
        }
    }

    /** Nodes named beside the one that asks; as many runs may be broken before a job fails, and mostly far fewer. */
    private static final int MOST_OTHERS = 20;

    private record Use(Instant at, Map<UUID, Double> hours) {}

    private final PlacementQueries queries;
    private final QueueHeads heads;
    private final Fleet fleet;
    private final Intensities intensities;
    private final Availabilities availabilities;
    private final PlacementSettings settings;
    private final Clock clock;

    private final AtomicLong version = new AtomicLong();
    private final ReentrantLock taking = new ReentrantLock();
    private volatile @Nullable Picture latest;

    /** Classes of which tasks became ready since the last picture was begun. */
    private final Set<Long> readySince = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Use use;
    private final AtomicBoolean adding = new AtomicBoolean();

    Board(
            PlacementQueries queries,
            QueueHeads heads,
            Fleet fleet,
            Intensities intensities,
            Availabilities availabilities,
            PlacementSettings settings,
            Clock clock) {
        this.queries = queries;
        this.heads = heads;
        this.fleet = fleet;
        this.intensities = intensities;
        this.availabilities = availabilities;
        this.settings = settings;
        this.clock = clock;
    }

    /** The picture turned out to be wrong: the next who asks gets a new one. */
    void outdated() {
        version.incrementAndGet();
    }

    /** A task of this class became ready. Where the picture shows ready work of the class already, it stays true enough. */
    void ready(long workClass) {
        readySince.add(
                workClass); // first: a picture that is taken now may miss it, and whoever takes that looks here at its
        // end
        Picture picture = latest;
        if (picture == null || !picture.shows(workClass)) {
            outdated();
        }
    }

    /** A picture that has all classes of ready work of this replica in it, and all else up to the set age. */
    Picture picture() {
        Picture picture = latest;
        if (picture != null && isFresh(picture)) {
            return picture;
        }
        taking.lock();
        try {
            // Many ask at once after a change; the first takes the picture and the others find it here.
            Picture taken = latest;
            if (taken != null && isFresh(taken)) {
                return taken;
            }
            readySince.clear();
            Picture fresh = take();
            latest = fresh;
            if (!readySince.stream().allMatch(fresh::shows)) {
                outdated();
            }
            return fresh;
        } finally {
            taking.unlock();
        }
    }

    private boolean isFresh(Picture picture) {
        Instant now = clock.instant();
        Instant taken = picture.snapshot().now();
        Instant backOffEnds = picture.backOffEnds();
        return picture.version() == version.get()
                && !now.isBefore(taken) // the clock went back: it would stay fresh until that has caught up
                && now.isBefore(taken.plus(settings.snapshotAge()))
                && (backOffEnds == null || now.isBefore(backOffEnds));
    }

    private Picture take() {
        long seen = version.get();
        Instant now = clock.instant();
        Map<Boolean, List<ReadyWork>> queued = queries.queued(now, heads.known()).stream()
                .collect(Collectors.partitioningBy(work -> !work.readySince().isAfter(now)));
        List<PresentNode> nodes = fleet.present();
        List<NodeOffer> offers = nodes.stream()
                .map(node ->
                        Machines.offer(node.id(), node.capability(), intensities, availabilities.stay(node.id(), now)))
                .toList();
        Snapshot snapshot =
                new Snapshot(now, queued.getOrDefault(true, List.of()), classes(nodes, offers), zones(nodes), use(now));
        Instant backOffEnds = queued.getOrDefault(false, List.of()).stream()
                .map(ReadyWork::readySince)
                .min(Instant::compareTo)
                .orElse(null);
        return new Picture(snapshot, offers, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), backOffEnds, seen);
    }

    private static List<FleetClass> classes(List<PresentNode> nodes, List<NodeOffer> offers) {
        Map<NodeClass, FleetClass> classes = new HashMap<>();
        for (int index = 0; index < nodes.size(); index++) {
            PresentNode node = nodes.get(index);
            NodeClass key = offers.get(index).key();
            // A node that works counts as free only when it asks itself: its last offer is from before it was given
            // work.
            int free = node.leases() == 0 ? node.capability().freeLeases() : 0;
            classes.merge(
                    key,
                    new FleetClass(key, 1, free),
                    (one, other) -> new FleetClass(key, one.present() + other.present(), one.free() + other.free()));
        }
        return List.copyOf(classes.values());
    }

    private Map<String, Zone> zones(List<PresentNode> nodes) {
        Map<String, Zone> zones = new HashMap<>();
        zones.put(Zone.WORLD, Machines.expected(null, intensities));
        for (PresentNode node : nodes) {
            zones.computeIfAbsent(
                    Machines.zone(node.capability(), intensities),
                    name -> Machines.expected(node.capability().zone(), intensities));
        }
        return zones;
    }

    /** What is too old is worked out anew beside those who ask: it is dear with a long history, and changes slowly. */
    private Map<UUID, Double> use(Instant now) {
        Use known = use;
        if (known == null) {
            known = new Use(now, queries.decayedUse(now));
            use = known;
        } else if (Duration.between(known.at(), now).abs().compareTo(settings.useAge()) >= 0
                && adding.compareAndSet(false, true)) {
            Thread.ofVirtual().name("past-use").start(() -> {
                try {
                    use = new Use(now, queries.decayedUse(now));
                } catch (RuntimeException e) {
                    log.warn("The accounts' past use could not be added up; the older figures stay", e);
                } finally {
                    adding.set(false);
                }
            });
        }
        return known.hours();
    }
}
