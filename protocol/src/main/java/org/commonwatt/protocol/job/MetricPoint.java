package org.commonwatt.protocol.job;

import java.time.Instant;

/**
 * One measurement of a run.
 *
 * @param step optimizer steps done when it was measured
 * @param epoch passes over the training split done, with its fraction
 * @param name such as {@code loss}, {@code accuracy}, {@code samplesPerSecond}, {@code learningRate}
 * @param split the split it was measured on, such as {@code train} or {@code heldOut}
 * @param value the value; finite
 * @param at when the worker measured it
 */
public record MetricPoint(long step, double epoch, String name, String split, double value, Instant at) {}
