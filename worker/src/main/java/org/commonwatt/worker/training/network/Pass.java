package org.commonwatt.worker.training.network;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * One run through the network.
 *
 * @param weights the parameters in their own shapes, in the layout's order
 * @param statistics the statistics, in the layout's order
 * @param training whether dropout drops and normalisation measures
 */
record Pass(List<NDArray> weights, List<NDArray> statistics, boolean training) {

    NDArray of(Parameter parameter) {
        return weights.get(parameter.index());
    }

    NDArray of(Statistic statistic) {
        return statistics.get(statistic.index());
    }
}
