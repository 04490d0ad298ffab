package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Small worlds for tests: some by hand, some drawn from a seed. */
final class Worlds {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long GIB = 1L << 30;
    static final UUID ANNA = new UUID(1, 1);
    static final UUID BEN = new UUID(2, 2);
    private static final List<String> ZONES = List.of(Zone.WORLD, "NOR", "POL", "FRA");

    private Worlds() {}

    static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Hardware laptop() {
        return new Hardware(8 * GIB, 64 * GIB, 85e9, 15);
    }

    static NodeOffer asking(long id, Hardware hardware, String zone, double idleHours) {
        return NodeOffer.of(new UUID(0, id), hardware, zone, idleHours);
    }

    static ReadyWork work(long id, UUID account, WorkNeed need, int count, Duration waited) {
        return new ReadyWork(new WorkClass(id, account, need), count, NOW.minus(waited), 0);
    }

    static WorkNeed hours(double hours) {
        return new WorkNeed(GIB, GIB, laptop().flopsPerSecond() * 3600 * hours);
    }

    static FleetClass rivals(Hardware hardware, String zone, double idleHours, int free) {
        return new FleetClass(NodeClass.of(hardware, zone, idleHours), free, free);
    }

    static Map<String, Zone> zones() {
        return Map.of(
                Zone.WORLD,
                Zone.constant(Zone.WORLD, NOW, 475),
                "NOR",
                Zone.constant("NOR", NOW, 30),
                "POL",
                Zone.constant("POL", NOW, 660),
                "FRA",
                Zone.constant("FRA", NOW, 56));
    }

    static Snapshot snapshot(List<ReadyWork> ready, List<FleetClass> fleet) {
        return new Snapshot(NOW, ready, fleet, zones(), Map.of());
    }

    static Snapshot drawn(RandomGenerator random) {
        List<ReadyWork> ready = new ArrayList<>();
        int works = random.nextInt(0, 12);
        for (int id = 0; id < works; id++) {
            WorkNeed need =
                    new WorkNeed(random.nextLong(16 * GIB), random.nextLong(64 * GIB), random.nextDouble() * 1e15);
            Duration waited = Duration.ofMillis(random.nextLong(random.nextBoolean() ? 20_000 : 2_000_000));
            WorkClass workClass = new WorkClass(id, new UUID(0, random.nextInt(4)), need);
            ready.add(new ReadyWork(workClass, random.nextInt(1, 5), NOW.minus(waited), random.nextInt(3)));
        }
        Map<NodeClass, FleetClass> fleet = new LinkedHashMap<>();
        int classes = random.nextInt(0, 10);
        for (int index = 0; index < classes; index++) {
            NodeOffer node = drawnNode(random, index);
            int free = random.nextInt(0, 3);
            fleet.put(node.key(), new FleetClass(node.key(), free + random.nextInt(2), free));
        }
        Map<UUID, Double> use = new HashMap<>();
        for (int account = 0; account < 4; account++) {
            use.put(new UUID(0, account), random.nextDouble() * random.nextInt(0, 40));
        }
        return new Snapshot(NOW, ready, List.copyOf(fleet.values()), zones(), use);
    }

    /** Many classes of work of few lengths and sizes, often more of it than nodes; some of it is bound to a zone. */
    static Snapshot crowded(RandomGenerator random) {
        List<ReadyWork> ready = new ArrayList<>();
        int works = random.nextInt(1, 60);
        int lengths = random.nextInt(1, 5);
        int sizes = random.nextInt(1, 4);
        int bound = random.nextInt(2, 20);
        for (int id = 0; id < works; id++) {
            long memory = (1L << random.nextInt(sizes)) * GIB;
            WorkNeed need = new WorkNeed(
                    memory, GIB, hours(1 << random.nextInt(lengths)).flops());
            String zone = random.nextInt(bound) == 0 ? ZONES.get(random.nextInt(ZONES.size())) : null;
            WorkClass workClass = new WorkClass(id, new UUID(0, random.nextInt(3)), need, zone);
            int count = random.nextInt(10) == 0 ? random.nextInt(1, 30) : 1;
            ready.add(new ReadyWork(workClass, count, NOW.minusSeconds(60), random.nextInt(10) / 9));
        }
        Map<NodeClass, FleetClass> fleet = new LinkedHashMap<>();
        int nodes = random.nextInt(1, 30);
        for (int index = 0; index < nodes; index++) {
            Hardware hardware =
                    new Hardware((1L << random.nextInt(5)) * GIB, 64 * GIB, 85e9 * (1 << random.nextInt(4)), 15);
            Stay stay = random.nextInt(3) == 0 ? Stay.lasting(1 << random.nextInt(5)) : Stay.UNKNOWN;
            NodeClass key = NodeClass.of(hardware, ZONES.get(random.nextInt(ZONES.size())), random.nextInt(3), stay);
            int free = random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(2);
            fleet.put(key, new FleetClass(key, free + random.nextInt(2), free));
        }
        return new Snapshot(NOW, ready, List.copyOf(fleet.values()), zones(), Map.of());
    }

    static NodeOffer drawnNode(RandomGenerator random, long id) {
        Hardware hardware = new Hardware(
                random.nextLong(16 * GIB),
                random.nextLong(64 * GIB),
                1e9 + random.nextDouble() * 1e11,
                random.nextDouble() * 200);
        return asking(id, hardware, ZONES.get(random.nextInt(ZONES.size())), random.nextDouble() * 30);
    }
}
