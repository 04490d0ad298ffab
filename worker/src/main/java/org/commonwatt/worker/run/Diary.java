package org.commonwatt.worker.run;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;

/**
 * What a run must remember across lives of the worker, written before each report.
 *
 * @param sequence number of the last report; the service takes only higher ones
 * @param energy of the lease so far, or null where unmeasured
 * @param resumptions how often the run was taken up again since it last wrote a checkpoint
 */
record Diary(long sequence, @Nullable EnergyUse energy, int resumptions) {

    static final Diary BLANK = new Diary(0, null, 0);

    /**
     * One that can't be read, as after a power cut. Its run is not taken up again: no report of before can be told from one
     * that was never made.
     */
    static final Diary LOST = new Diary(0, null, Integer.MAX_VALUE);

    Diary reported(long newest, @Nullable EnergyUse soFar) {
        return new Diary(newest, soFar, resumptions);
    }

    Diary resumed() {
        return new Diary(sequence, energy, resumptions + 1);
    }

    Diary progressed() {
        return new Diary(sequence, energy, 0);
    }

    /** This energy and what a later life of the run used; the wider band and the worse tier hold for both. */
    @Nullable
    EnergyUse energyWith(@Nullable EnergyUse later) {
        if (energy == null || later == null) {
            return energy == null ? later : energy;
        }
        EnergyUse.Tier worse = energy.tier().compareTo(later.tier()) > 0 ? energy.tier() : later.tier();
        return new EnergyUse(
                energy.wh() + later.wh(),
                sum(energy.attributedWh(), later.attributedWh()),
                sum(energy.embodiedGrams(), later.embodiedGrams()),
                worse,
                Math.max(energy.relativeError(), later.relativeError()),
                energy.seconds() + later.seconds(),
                later.method());
    }

    /** What is unknown of a part is unknown of the whole. */
    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : Double.valueOf(one + other);
    }
}
