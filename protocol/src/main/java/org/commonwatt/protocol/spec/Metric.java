package org.commonwatt.protocol.spec;

/** What can be measured on a split, beside the loss. */
public enum Metric {
    /** Share of examples whose largest output is the label, 0..1. */
    ACCURACY,
    /** Share of examples whose label is among the three largest outputs, 0..1. */
    TOP3_ACCURACY,
    /** Share of examples whose label is among the five largest outputs, 0..1. */
    TOP5_ACCURACY,
    /** Mean over the classes of 2·TP/(2·TP + FP + FN), 0..1; a class that was neither seen nor predicted is left out. */
    MACRO_F1,
    /** Mean absolute error, in the target's unit. */
    MAE,
    /** 1 − Σ(y − ŷ)² / Σ(y − ȳ)². */
    R2
}
