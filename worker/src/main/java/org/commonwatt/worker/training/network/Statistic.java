package org.commonwatt.worker.training.network;

import ai.djl.ndarray.types.Shape;

/**
 * An array that training changes without a gradient, such as a running mean.
 *
 * @param index its number among the statistics, from 0
 * @param path its name in the model file, such as {@code batchNorm1.runningMean}
 * @param initial its value before training
 */
public record Statistic(int index, String path, Shape shape, float initial) {}
