package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.types.Shape;

/** What a network stores: its parameters, in the order of its layers, and its statistics. */
public final class Layout {

    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Statistic> statistics = new ArrayList<>();
    private long size;

    Layout() {}

    Parameter parameter(String path, Shape shape, Initial initial) {
        Parameter parameter = new Parameter(parameters.size(), path, shape, size, initial);
        parameters.add(parameter);
        size += shape.size();
        return parameter;
    }

    /** The parameter of that path, which an earlier layer entered. */
    Parameter parameter(String path) {
        return parameters.stream()
                .filter(parameter -> parameter.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter is called " + path));
    }

    Statistic statistic(String path, Shape shape, float initial) {
        Statistic statistic = new Statistic(statistics.size(), path, shape, initial);
        statistics.add(statistic);
        return statistic;
    }

    /** The parameters without a gap between them, by rising offset. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** The statistics. */
    public List<Statistic> statistics() {
        return List.copyOf(statistics);
    }

    /** Number of values of all parameters. */
    public long size() {
        return size;
    }
}
