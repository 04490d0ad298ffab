package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import org.commonwatt.scheduler.Zone;

/** One policy on one fleet, minute by minute. */
final class FleetRun {

    interface Intensities {

        double of(String zone, int minute);
    }

    private static final int DAY = 24 * 60;

    private final FleetSimulation.Trial trial;
    private final FleetPolicy policy;
    private final List<FleetNode> nodes;
    private final List<FleetTask> arrivals;
    private final IntFunction<Map<String, Zone>> zones;
    private final Intensities intensities;
    private final List<FleetTask> ready = new ArrayList<>();
    private final Map<FleetTask, Integer> arrivedAt = new HashMap<>();

    private int minute;
    private double offered;
    private double counted;
    private double grams;
    private double hours;
    private int ended;
    private int restarts;

    FleetRun(
            FleetSimulation.Trial trial,
            FleetPolicy policy,
            List<FleetNode> nodes,
            List<FleetTask> arrivals,
            IntFunction<Map<String, Zone>> zones,
            Intensities intensities) {
        this.trial = trial;
        this.policy = policy;
        this.nodes = nodes;
        this.arrivals = arrivals;
        this.zones = zones;
        this.intensities = intensities;
    }

    FleetSimulation.FleetOutcome run() {
        int arrived = 0;
        for (minute = 0; minute < (trial.days() + 1) * DAY; minute++) {
            while (arrived < arrivals.size() && arrivals.get(arrived).readySince <= minute) {
                FleetTask task = arrivals.get(arrived++);
                arrivedAt.put(task, minute);
                ready.add(task);
            }
            for (FleetNode node : nodes) {
                if (node.switchAt(minute)) {
                    comeOrGo(node);
                }
            }
            handOut();
            nodes.forEach(this::work);
        }
        return new FleetSimulation.FleetOutcome(
                counted / offered,
                grams / (counted / 60),
                ended / (double) trial.days(),
                ended > 0 ? hours / ended : 0,
                restarts);
    }

    private boolean isCounted() {
        return minute >= DAY;
    }

    private void comeOrGo(FleetNode node) {
        FleetTask task = node.task;
        if (node.present) {
            node.idleSince = minute;
        } else if (task != null) {
            // What was done since the last checkpoint has to be done again, so it counts no more where it did.
            double lost = Math.min(task.done - task.saved, task.counted);
            counted -= lost;
            task.counted -= lost;
            task.done = task.saved;
            task.sendingFor = 0;
            task.readySince = minute;
            ready.add(task);
            node.task = null;
        }
    }

    private void handOut() {
        List<FleetNode> free = nodes.stream()
                .filter(FleetNode::isFree)
                .sorted(Comparator.comparingInt((FleetNode node) -> node.idleSince)
                        .thenComparingInt(node -> node.number))
                .toList();
        if (free.isEmpty() || ready.isEmpty()) {
            return;
        }
        List<FleetNode> busy =
                nodes.stream().filter(node -> node.present && node.task != null).toList();
        Set<FleetTask> taken = new HashSet<>();
        for (FleetPolicy.Given given : policy.give(free, busy, ready, zones.apply(minute), minute)) {
            FleetTask task = given.task();
            task.restoring = task.started ? trial.restartMinutes() + (task.saved > 0 ? task.downloadMinutes() : 0) : 0;
            task.sending = task.saved;
            restarts += task.started && isCounted() ? 1 : 0;
            task.started = true;
            given.node().task = task;
            taken.add(task);
        }
        ready.removeAll(taken);
    }

    private void work(FleetNode node) {
        if (!node.present) {
            return;
        }
        offered += isCounted() ? node.speed : 0;
        FleetTask task = node.task;
        if (task == null) {
            return;
        }
        if (isCounted()) {
            grams += node.hardware.marginalWatts() / 1000 / 60 * intensities.of(node.zone, minute);
        }
        if (task.restoring > 0) {
            task.restoring--;
            return;
        }
        double step = Math.min(node.speed, task.work - task.done);
        task.done += step;
        if (isCounted()) {
            counted += step;
            task.counted += step;
        }
        send(task);
        if (task.done >= task.work - 1e-9) {
            node.task = null;
            node.idleSince = minute + 1;
            if (isCounted()) {
                ended++;
                hours += (minute + 1 - arrivedAt.getOrDefault(task, minute)) / 60.0;
            }
        }
    }

    /** A checkpoint is made as often as is said, but not before the last one has been sent; it counts from then on. */
    private void send(FleetTask task) {
        task.sendingFor++;
        if (task.sendingFor >= task.uploadMinutes()) {
            task.saved = task.sending;
        }
        if (task.sendingFor >= Math.max(trial.checkpointMinutes(), task.uploadMinutes())) {
            task.sending = task.done;
            task.sendingFor = 0;
        }
    }
}
