package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The free nodes beside the one that asks, and how many of them are still free while work is spread over them. */
final class Rivals {

    /**
     * Where a class of work went.
     *
     * @param all whether rivals cheaper than the asking node took all of it
     * @param dearest the highest price among those that took some; negative infinity when none did
     * @param alternative price at the cheapest rival that is still free, or at the dearest possible, in gCO2e
     */
    record Taken(boolean all, double dearest, double alternative) {}

    private record Priced(int index, double grams) {}

    private final Snapshot snapshot;
    private final Weights weights;
    private final int[] free;

    Rivals(Snapshot snapshot, NodeOffer asker, Weights weights) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.free = snapshot.fleet().stream().mapToInt(FleetClass::free).toArray();
        for (int index = 0; index < free.length; index++) {
            boolean own = snapshot.fleet().get(index).nodeClass().equals(asker.key());
            free[index] = Math.max(0, free[index] - (own ? 1 : 0));
        }
    }

    /** Gives {@code work} to free rivals that are cheaper than {@code limit} gCO2e, the cheapest first. */
    Taken take(ReadyWork work, double limit) {
        int left = work.count();
        double dearest = Double.NEGATIVE_INFINITY;
        List<Priced> possible = possible(work.workClass());
        for (Priced rival : possible) {
            if (left == 0 || rival.grams() >= limit) {
                break;
            }
            int taken = Math.min(left, free[rival.index()]);
            free[rival.index()] -= taken;
            left -= taken;
            dearest = taken > 0 ? rival.grams() : dearest;
        }
        return new Taken(left == 0, dearest, alternative(possible, work));
    }

    private List<Priced> possible(WorkClass work) {
        WorkNeed need = work.need();
        List<Priced> possible = new ArrayList<>();
        for (int index = 0; index < free.length; index++) {
            NodeClass node = snapshot.fleet().get(index).nodeClass();
            if (free[index] > 0 && work.allows(node.zone()) && Feasibility.fits(need, node.hardware())) {
                Zone zone = snapshot.zone(node.zone());
                possible.add(new Priced(
                        index,
                        Price.of(need, node, zone, snapshot.now(), weights).grams()));
            }
        }
        possible.sort(Comparator.comparingDouble(Priced::grams).thenComparingInt(Priced::index));
        return possible;
    }

    /** Without a free rival the work would wait: a day's delay stands for it. */
    private double alternative(List<Priced> possible, ReadyWork work) {
        double reference = Weights.referenceGrams(work.workClass().need());
        return possible.stream()
                .filter(rival -> free[rival.index()] > 0)
                .mapToDouble(Priced::grams)
                .findFirst()
                .orElse(reference * (1 + weights.delayPerDay()));
    }
}
