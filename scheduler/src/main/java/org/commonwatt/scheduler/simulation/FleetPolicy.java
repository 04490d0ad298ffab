package org.commonwatt.scheduler.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

import org.commonwatt.scheduler.FleetClass;
import org.commonwatt.scheduler.Match;
import org.commonwatt.scheduler.NodeClass;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.ReadyWork;
import org.commonwatt.scheduler.Snapshot;
import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.WorkClass;
import org.commonwatt.scheduler.Zone;

/** Which ready task goes to which free node. */
interface FleetPolicy {

    /** A task for a node. */
    record Given(FleetNode node, FleetTask task) {}

    /**
     * What a round hands out.
     *
     * @param free nodes that are there without work, those that have been free for longest first
     * @param busy nodes that are there and work
     * @param ready tasks in order of arrival
     * @param zones what is expected of the zones
     */
    List<Given> give(
            List<FleetNode> free, List<FleetNode> busy, List<FleetTask> ready, Map<String, Zone> zones, int minute);

    /** Each node that asks takes the oldest task that it can run. */
    static FleetPolicy firstCome() {
        return (free, busy, ready, zones, minute) -> inOrder(free, ready);
    }

    /** Nodes and tasks meet by chance. */
    static FleetPolicy random(RandomGenerator random) {
        return (free, busy, ready, zones, minute) -> {
            List<FleetNode> nodes = new ArrayList<>(free);
            List<FleetTask> tasks = new ArrayList<>(ready);
            shuffle(nodes, random);
            shuffle(tasks, random);
            return inOrder(nodes, tasks);
        };
    }

    /** The nodes whose electricity is cleanest at this moment take the oldest tasks that they can run. */
    static FleetPolicy greenestNow() {
        return (free, busy, ready, zones, minute) -> {
            ToDoubleFunction<FleetNode> intensity =
                    node -> zone(zones, node).meanIntensity(FleetSimulation.instant(minute), 0);
            return inOrder(
                    free.stream().sorted(Comparator.comparingDouble(intensity)).toList(), ready);
        };
    }

    /** The planner of the service: its round over classes, and for each class any of its members. */
    static FleetPolicy planner(Planner planner) {
        return (free, busy, ready, zones, minute) -> planned(planner, free, busy, ready, zones, minute);
    }

    private static List<Given> planned(
            Planner planner,
            List<FleetNode> free,
            List<FleetNode> busy,
            List<FleetTask> ready,
            Map<String, Zone> zones,
            int minute) {
        Instant now = FleetSimulation.instant(minute);
        Map<NodeClass, Deque<FleetNode>> nodes = new LinkedHashMap<>();
        for (FleetNode node : free) {
            double idleHours = (minute - node.idleSince) / 60.0;
            NodeClass key = NodeClass.of(node.hardware, node.zone, idleHours, node.availability.stay(now));
            nodes.computeIfAbsent(key, any -> new ArrayDeque<>()).add(node);
        }
        Map<WorkClass, Deque<FleetTask>> tasks = new LinkedHashMap<>();
        for (FleetTask task : ready) {
            tasks.computeIfAbsent(task.workClass(), any -> new ArrayDeque<>()).add(task);
        }
        List<ReadyWork> works = new ArrayList<>();
        tasks.forEach((workClass, like) -> works.add(
                new ReadyWork(workClass, like.size(), FleetSimulation.instant(like.getFirst().readySince), 0)));
        Map<NodeClass, FleetClass> fleet = new LinkedHashMap<>();
        nodes.forEach((key, like) -> fleet.put(key, new FleetClass(key, like.size(), like.size())));
        for (FleetNode node : busy) {
            NodeClass key = NodeClass.of(node.hardware, node.zone, 0, node.availability.stay(now));
            fleet.merge(
                    key,
                    new FleetClass(key, 1, 0),
                    (one, other) -> new FleetClass(key, one.present() + other.present(), one.free()));
        }
        List<Given> given = new ArrayList<>();
        for (Match match : planner.round(new Snapshot(now, works, List.copyOf(fleet.values()), zones, Map.of()))) {
            Deque<FleetNode> likeNodes = nodes.getOrDefault(match.node(), new ArrayDeque<>());
            Deque<FleetTask> likeTasks = tasks.getOrDefault(match.work().workClass(), new ArrayDeque<>());
            for (int count = 0; count < match.count(); count++) {
                given.add(new Given(likeNodes.removeFirst(), likeTasks.removeFirst()));
            }
        }
        return given;
    }

    private static Zone zone(Map<String, Zone> zones, FleetNode node) {
        return Optional.ofNullable(zones.get(node.zone)).orElseThrow();
    }

    private static List<Given> inOrder(List<FleetNode> nodes, List<FleetTask> tasks) {
        List<Given> given = new ArrayList<>();
        Set<FleetTask> taken = new HashSet<>();
        // Where the oldest task with each need of memory is looked for next.
        Map<Long, Integer> from = new HashMap<>();
        for (FleetNode node : nodes) {
            int at = from.getOrDefault(node.hardware.memoryBytes(), 0);
            while (at < tasks.size() && (taken.contains(tasks.get(at)) || !node.canRun(tasks.get(at)))) {
                at++;
            }
            from.put(node.hardware.memoryBytes(), at);
            if (at < tasks.size()) {
                taken.add(tasks.get(at));
                given.add(new Given(node, tasks.get(at)));
            }
        }
        return given;
    }

    private static <T> void shuffle(List<T> list, RandomGenerator random) {
        for (int index = list.size() - 1; index > 0; index--) {
            Collections.swap(list, index, random.nextInt(index + 1));
        }
    }

    /** Ours with the default weights. */
    static FleetPolicy ours() {
        return planner(new Planner(Weights.DEFAULT));
    }
}
