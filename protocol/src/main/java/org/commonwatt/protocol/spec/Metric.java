package org.commonwatt.protocol.spec;

/** What can be measured on a split, beside the loss. */
public enum Metric {
    /** Share of examples whose largest output is the label, 0..1. */
    ACCURACY,
    /** Mean absolute error, in the target's unit. */
    MAE,
    /** 1 − Σ(y − ŷ)² / Σ(y − ȳ)². */
    R2
}
