package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which work suits which node where hours of machines are scarce: the work of which least is lost by the node's going, beside what
 * would be lost of it elsewhere.
 *
 * <p>The least is lost altogether where what is dearest to break off meets the nodes that stay longest, in order. From that
 * order follows what each work's place is worth: μ(D) rises, from one cost of interruption D to the next, by the hazard
 * of the nodes at which the two part. A node then takes the work with the largest μ(D) − D · hazard, hazard
 * being how often it goes in each hour that the work will hold it. So long work comes to long windows and what ends before a
 * window does comes to its end.
 */
final class BestFit {

    /** Hours ahead over which nodes are compared. */
    private static final double AHEAD_HOURS = 2;

    private static final int STEPS_PER_DOUBLING = 4;

    /** Longer than what is lost of any work between two checkpoints. */
    private static final double LONG_HOURS = 8;

    /** Nodes that are alike in this. */
    record Kind(double flopsPerSecond, Stay stay) {

        static Kind of(NodeClass node) {
            return new Kind(node.hardware().flopsPerSecond(), node.stay());
        }
    }

    /** Work that is alike in length and in what an interruption costs. */
    record Like(int flops, int lost) {

        static Like of(WorkNeed need) {
            double steps = Math.log(Price.lostHours(need, LONG_HOURS)) / Math.log(2) * STEPS_PER_DOUBLING;
            return new Like(Math.getExponent(need.flops()), (int) Math.floor(steps));
        }
    }

    private record Weighed(double value, double weight) {}

    /** Hazards of nodes in rising order, found by the speed of the nodes that stay as long or longer. */
    private static final class Quantiles {

        private final List<Weighed> nodes;
        private final TreeMap<Double, Integer> indexBySum = new TreeMap<>();

        Quantiles(List<Weighed> rising) {
            this.nodes = rising;
            double sum = 0;
            for (int index = 0; index < rising.size(); index++) {
                sum += rising.get(index).weight();
                indexBySum.putIfAbsent(sum, index);
            }
        }

        /** Hazard of the node up to which the nodes that stay longer have this much speed; between two of them their mean. */
        double upTo(double weight) {
            Map.Entry<Double, Integer> reached = indexBySum.ceilingEntry(weight * (1 - 1e-9));
            if (reached == null) {
                return Price.HAZARD_PER_HOUR;
            }
            int index = reached.getValue();
            int next = reached.getKey() <= weight * (1 + 1e-9) ? Math.min(index + 1, nodes.size() - 1) : index;
            return (nodes.get(index).value() + nodes.get(next).value()) / 2;
        }
    }

    private final double speed;
    private final TreeMap<Double, Double> worth = new TreeMap<>();

    BestFit(Snapshot snapshot) {
        List<Weighed> nodes = new ArrayList<>();
        for (FleetClass some : snapshot.fleet()) {
            Kind kind = Kind.of(some.nodeClass());
            nodes.add(new Weighed(hazard(kind.stay(), AHEAD_HOURS), some.present() * kind.flopsPerSecond()));
        }
        nodes.sort(Comparator.comparingDouble(Weighed::value));
        double speeds = total(nodes);
        this.speed = speeds
                / Math.max(
                        1,
                        snapshot.fleet().stream().mapToInt(FleetClass::present).sum());
        List<Weighed> works = new ArrayList<>();
        for (ReadyWork work : snapshot.ready()) {
            WorkNeed need = work.workClass().need();
            works.add(new Weighed(lost(need, speed), work.count() * need.flops()));
        }
        works.sort(Comparator.comparingDouble(Weighed::value));
        double flops = total(works);
        Quantiles hazards = new Quantiles(nodes);
        double before = 0;
        double less = 0;
        double value = 0;
        for (Weighed work : works) {
            value += hazards.upTo((flops > 0 ? 1 - less / flops : 1) * speeds) * (work.value() - before);
            worth.putIfAbsent(work.value(), value);
            before = work.value();
            less += work.weight();
        }
    }

    private static double total(List<Weighed> list) {
        return list.stream().mapToDouble(Weighed::weight).sum();
    }

    /** How often a node goes in each hour that work of so many hours holds it. */
    private static double hazard(Stay stay, double hours) {
        return (1 - stay.there(hours)) / Math.max(stay.expectedHours(hours), 1e-9);
    }

    private static double lost(WorkNeed need, double flopsPerSecond) {
        return Price.lostHours(need, hours(need, flopsPerSecond));
    }

    /** At least a moment, so that work of nothing has a price too. */
    private static double hours(WorkNeed need, double flopsPerSecond) {
        return Math.max(need.flops() / Math.max(flopsPerSecond, 1) / 3600, 1e-3);
    }

    /** Hours of machines that are lost less here than elsewhere, for each hour that the work holds the node. */
    double saved(WorkNeed need, Kind kind) {
        double hours = hours(need, kind.flopsPerSecond());
        Map.Entry<Double, Double> elsewhere = worth.floorEntry(lost(need, speed));
        double here = Price.lostHours(need, hours) * hazard(kind.stay(), hours);
        return (elsewhere == null ? 0 : elsewhere.getValue()) - here;
    }
}
