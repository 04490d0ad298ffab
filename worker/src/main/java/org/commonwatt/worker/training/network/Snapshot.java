package org.commonwatt.worker.training.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDManager;

import org.commonwatt.worker.training.tensor.FlatVector;

/** A copy of all that a network stores, to be put back later. */
public final class Snapshot {

    private final Network network;
    private final FlatVector values;
    private final List<FlatVector> statistics = new ArrayList<>();

    /** Room for a copy, with memory that lives as long as {@code manager}. */
    public Snapshot(Network network, NDManager manager) {
        this.network = network;
        this.values = FlatVector.zeros(manager, network.layout().size());
        for (Statistic statistic : network.layout().statistics()) {
            statistics.add(FlatVector.zeros(manager, statistic.shape().size()));
        }
    }

    /** Copies the network as it is now. */
    public void take() {
        values.floats().put(network.values().floats());
        for (Statistic statistic : network.layout().statistics()) {
            of(statistic).floats().put(network.of(statistic).floats());
        }
    }

    /** Makes the network what it was when the copy was taken. */
    public void putBack() {
        network.values().floats().put(values.floats());
        for (Statistic statistic : network.layout().statistics()) {
            network.of(statistic).floats().put(of(statistic).floats());
        }
    }

    /** The copied parameters. */
    public FlatVector values() {
        return values;
    }

    /** A copied statistic. */
    public FlatVector of(Statistic statistic) {
        return statistics.get(statistic.index());
    }
}
