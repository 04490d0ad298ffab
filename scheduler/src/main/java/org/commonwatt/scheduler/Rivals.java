package org.commonwatt.scheduler;

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

    private final Snapshot snapshot;
    private final Weights weights;
    private final Cheapest cheapest;
    private final int[] free;

    Rivals(Snapshot snapshot, NodeOffer asker, Weights weights) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.cheapest = new Cheapest(snapshot, weights);
        this.free = snapshot.fleet().stream().mapToInt(FleetClass::free).toArray();
        for (int index = 0; index < free.length; index++) {
            boolean own = snapshot.fleet().get(index).nodeClass().equals(asker.key());
            free[index] = Math.max(0, free[index] - (own ? 1 : 0));
        }
    }

    /** Gives {@code work} to free rivals that are cheaper than {@code limit} gCO2e, the cheapest first. */
    Taken take(ReadyWork work, double limit) {
        WorkNeed need = work.workClass().need();
        int[] order = cheapest.order(need);
        int left = work.count();
        double dearest = Double.NEGATIVE_INFINITY;
        for (int index : order) {
            if (left == 0) {
                break;
            }
            if (!canTake(work.workClass(), index)) {
                continue;
            }
            double grams = cheapest.price(need, index).grams();
            if (grams >= limit) {
                break;
            }
            int taken = Math.min(left, free[index]);
            free[index] -= taken;
            left -= taken;
            dearest = grams;
        }
        return new Taken(left == 0, dearest, alternative(work.workClass(), order));
    }

    private boolean canTake(WorkClass work, int index) {
        NodeClass node = snapshot.fleet().get(index).nodeClass();
        return free[index] > 0 && work.allows(node.zone()) && Feasibility.fits(work.need(), node.hardware());
    }

    /** Without a free rival the work would wait: a day's delay stands for it. */
    private double alternative(WorkClass work, int[] order) {
        for (int index : order) {
            if (canTake(work, index)) {
                return cheapest.price(work.need(), index).grams();
            }
        }
        return Weights.referenceGrams(work.need()) * (1 + weights.delayPerDay());
    }
}
