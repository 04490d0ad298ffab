package org.commonwatt.bench.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.commonwatt.scheduler.FleetClass;
import org.commonwatt.scheduler.FleetRound;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.Match;
import org.commonwatt.scheduler.NodeClass;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Placement;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.Snapshot;
import org.commonwatt.scheduler.Stay;
import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Congestion;
import org.commonwatt.scheduler.timing.Remaining;
import org.commonwatt.scheduler.timing.Schedule;
import org.commonwatt.scheduler.timing.TimingRound;
import org.commonwatt.scheduler.timing.Waiting;

/** Nodes and tasks of the variety that a commons has; grouping into classes is part of what is measured. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundBenchmark {

    private static final Instant NOW = Instant.parse("2026-03-01T12:20:00Z");
    private static final long GIB = 1L << 30;
    private static final int ZONES = 12;
    private static final int ACCOUNTS = 20;

    private record Node(Hardware hardware, String zone, double idleHours, Stay stay) {}

    private record Task(UUID account, WorkNeed need, Waiting waiting) {}

    @Param({"100", "1000", "10000", "30000"})
    int size;

    /** Where tasks are more than nodes, by however little, hours of machines are what is scarce. */
    @Param({"0.5", "1", "1.01", "3"})
    double tasksPerNode;

    private final Planner planner = new Planner(Weights.DEFAULT);
    private List<Node> nodes = List.of();
    private List<Task> tasks = List.of();
    private Map<String, Zone> zones = Map.of(Zone.WORLD, Zone.constant(Zone.WORLD, NOW, 475));
    private Map<UUID, Double> use = Map.of();
    private Snapshot picture = snapshot();
    private FleetRound round = planner.fleetRound(picture);

    @Setup
    public void draw() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        zones = new HashMap<>();
        zones.put(Zone.WORLD, Zone.constant(Zone.WORLD, NOW, 475));
        for (int zone = 0; zone < ZONES; zone++) {
            List<Double> hourly = new ArrayList<>();
            for (int hour = 0; hour < 168; hour++) {
                hourly.add(300 + 200 * Math.sin(hour / 24.0 * 2 * Math.PI) + 50 * random.nextDouble());
            }
            zones.put("Z" + zone, new Zone("Z" + zone, NOW.minus(Duration.ofMinutes(20)), hourly, 0));
        }
        use = new HashMap<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            use.put(new UUID(0, account), 20 * random.nextDouble());
        }
        nodes = new ArrayList<>();
        tasks = new ArrayList<>();
        double[] speeds = {50e9, 85e9, 170e9, 600e9, 5e12};
        for (int index = 0; index < size; index++) {
            int kind = random.nextInt(speeds.length);
            nodes.add(new Node(
                    new Hardware((4L << kind) * GIB, 100 * GIB, speeds[kind], 12 * Math.pow(2, kind)),
                    "Z" + random.nextInt(ZONES),
                    random.nextInt(3) == 0 ? 24 * random.nextDouble() : 0,
                    stay(random)));
        }
        for (int index = 0; index < size * tasksPerNode; index++) {
            tasks.add(task(random));
        }
        picture = snapshot();
        round = planner.fleetRound(picture);
    }

    private static Stay stay(RandomGenerator random) {
        double half = 16 * random.nextDouble();
        return new Stay(half * random.nextDouble(), half);
    }

    private static Task task(RandomGenerator random) {
        double hours = Math.scalb(1.0, random.nextInt(7) - 2) * (1 + random.nextInt(4) / 4.0);
        Duration budget = Duration.ofHours(random.nextBoolean() ? 6 : 24);
        Remaining remaining = random.nextBoolean()
                ? new Remaining.Known(hours * random.nextDouble(0.9, 1))
                : new Remaining.Expected(hours);
        Duration waited = Duration.ofSeconds(random.nextLong(budget.toSeconds()));
        Waiting waiting = new Waiting(
                Schedule.within(budget),
                remaining,
                waited,
                random.nextInt(4) == 0,
                0.015 * (1 + random.nextInt(4)),
                0.05);
        WorkNeed need = new WorkNeed((1L << random.nextInt(5)) * GIB, GIB, hours * 85e9 * 3600);
        return new Task(new UUID(0, random.nextInt(ACCOUNTS)), need, waiting);
    }

    /** All free nodes and all ready tasks at once. */
    @Benchmark
    public List<Match> fleetRound() {
        return planner.round(snapshot());
    }

    /** One node that asks alone. */
    @Benchmark
    public Placement oneNodeAsks() {
        return planner.place(snapshot(), first());
    }

    /** One of many nodes that ask while a picture holds. */
    @Benchmark
    public Placement oneOfManyAsks() {
        return planner.place(picture, () -> round, first());
    }

    private NodeOffer first() {
        Node node = nodes.getFirst();
        return NodeOffer.of(new UUID(0, 1), node.hardware(), node.zone(), node.idleHours(), node.stay());
    }

    /** When each task should run, all of them deferrable, with machines for half of the size. */
    @Benchmark
    public TimingRound.Decisions timingRound() {
        List<TimingRound.Candidate> candidates = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            candidates.add(new TimingRound.Candidate(candidates.size(), task.waiting(), 1));
        }
        TimingRound.Capacity capacity = new TimingRound.Capacity(size / 2.0, size / 2.0);
        Zone zone = zones.getOrDefault("Z0", Zone.constant("Z0", NOW, 475));
        return TimingRound.decide(zone, candidates, capacity, Congestion.none(NOW), NOW);
    }

    private Snapshot snapshot() {
        Map<NodeClass, FleetClass> fleet = new HashMap<>();
        for (Node node : nodes) {
            NodeClass key = NodeClass.of(node.hardware(), node.zone(), node.idleHours(), node.stay());
            fleet.merge(
                    key,
                    new FleetClass(key, 1, 1),
                    (one, other) -> new FleetClass(key, one.present() + other.present(), one.free() + other.free()));
        }
        Map<WorkClass, Integer> counts = new HashMap<>();
        for (Task task : tasks) {
            long id =
                    task.account().getLeastSignificantBits() * 31 + task.need().hashCode();
            counts.merge(new WorkClass(id, task.account(), task.need()), 1, Integer::sum);
        }
        List<ReadyWork> ready = new ArrayList<>(counts.size());
        counts.forEach((work, count) -> ready.add(new ReadyWork(work, count, NOW.minusSeconds(60), 0)));
        return new Snapshot(NOW, ready, List.copyOf(fleet.values()), zones, use);
    }
}
