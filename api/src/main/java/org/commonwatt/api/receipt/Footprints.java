package org.commonwatt.api.receipt;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.protocol.receipt.Receipt.Footprint;

/**
 * Adds footprints up. Errors come from like models and may all lie on one side, so the band is their mean by energy and does
 * not shrink with their number.
 */
final class Footprints {

    private double wh;
    private double errorWh;
    private double gco2e;
    private double attributedWh;
    private double attributedGco2e;
    private double embodied;
    private boolean attributedKnown = true;
    private boolean embodiedKnown;
    private @Nullable Tier worst;
    private double lastError;

    /** What a sum of nothing but shares of 0 is like. */
    private @Nullable Footprint none;

    /** The footprint of a lease at an intensity in gCO2e/kWh. */
    static Footprint of(EnergyUse use, double gramsPerKwh) {
        Double attributed = use.attributedWh();
        Double embodied = use.embodiedGrams();
        return new Footprint(
                use.wh(),
                use.wh() / 1000 * gramsPerKwh,
                attributed,
                attributed == null ? null : attributed / 1000 * gramsPerKwh + (embodied == null ? 0 : embodied),
                embodied,
                use.tier(),
                use.relativeError());
    }

    /** Adds a share 0..1 of a footprint. What has no share says nothing of what the sum is like, as long as another has one. */
    void add(Footprint part, double share) {
        if (share == 0) {
            none = part;
            return;
        }
        wh += part.wh() * share;
        errorWh += part.wh() * share * part.relativeError();
        gco2e += part.gco2e() * share;
        Double attributed = part.attributedWh();
        Double attributedGrams = part.attributedGco2e();
        if (attributed == null || attributedGrams == null) {
            attributedKnown = false;
        } else {
            attributedWh += attributed * share;
            attributedGco2e += attributedGrams * share;
        }
        Double made = part.embodiedGrams();
        if (made != null) {
            embodiedKnown = true;
            embodied += made * share;
        }
        worst = worst == null || part.tier().compareTo(worst) > 0 ? part.tier() : worst;
        lastError = part.relativeError();
    }

    /** The sum; null where nothing was added, as that is not the same as 0. */
    @Nullable
    Footprint sum() {
        if (worst == null) {
            return none == null ? null : nothingOf(none);
        }
        return new Footprint(
                wh,
                gco2e,
                attributedKnown ? (Double) attributedWh : null,
                attributedKnown ? (Double) attributedGco2e : null,
                embodiedKnown ? (Double) embodied : null,
                worst,
                wh > 0 ? errorWh / wh : lastError);
    }

    private static Footprint nothingOf(Footprint like) {
        return new Footprint(
                0, 0, 0.0, 0.0, like.embodiedGrams() == null ? null : 0.0, like.tier(), like.relativeError());
    }
}
