package org.commonwatt.worker.training.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.training.tensor.Scalars;

/** One run through the network. */
final class Pass {

    /** What a score is lowered by where nothing may be seen; its exponential is 0, and a row of nothing else stays finite. */
    private static final float UNSEEN = -1e9f;

    private final NDManager manager;
    private final List<NDArray> weights;
    private final List<NDArray> statistics;
    private final boolean training;
    private final @Nullable NDArray mask;
    private final Map<Long, NDArray> pasts = new HashMap<>();

    /**
     * @param manager of the input; what is made for the whole pass is attached to it
     * @param weights the parameters in their own shapes, in the layout's order
     * @param statistics the statistics, in the layout's order
     * @param training whether dropout drops and normalisation measures
     * @param mask (N, T) float32, 1 for symbols and 0 for padding, which stands at the end; null when the input is no text
     */
    Pass(NDManager manager, List<NDArray> weights, List<NDArray> statistics, boolean training, @Nullable NDArray mask) {
        this.manager = manager;
        this.weights = weights;
        this.statistics = statistics;
        this.training = training;
        this.mask = mask;
    }

    /** The mask of symbols (N, T): padding is number 0. */
    static NDArray maskOf(NDArray symbols) {
        return symbols.neq(0).toType(DataType.FLOAT32, false);
    }

    /**
     * Layers, each fed by the one before. In training all that they make stays for the way back; a pass that only looks frees
     * what a layer made, and what it was fed with, as soon as its output is there.
     */
    NDArray through(List<Op> layers, NDArray input) {
        NDArray x = input;
        for (Op layer : layers) {
            x = training ? layer.apply(x, this) : look(layer, x, input);
        }
        return x;
    }

    /** @param input belongs to the caller, and so is not freed */
    private NDArray look(Op layer, NDArray x, NDArray input) {
        NDManager home = x.getManager();
        try (NDManager part = home.newSubManager()) {
            x.attach(part);
            NDArray output = layer.apply(x, this);
            // The output may be the very array that the layer was fed with.
            output.attach(home);
            if (x == input) {
                x.attach(home);
            }
            return output;
        }
    }

    NDArray of(Parameter parameter) {
        return weights.get(parameter.index());
    }

    NDArray of(Statistic statistic) {
        return statistics.get(statistic.index());
    }

    /** In training zeroes a share of the values and scales the rest, so that the sum is expected to stay. */
    NDArray drop(NDArray x, float rate) {
        return drop(x, rate, false);
    }

    /** The same of images (N, C, H, W) whose channels may lie innermost in memory. */
    NDArray drop(NDArray x, float rate, boolean innermost) {
        return training && rate > 0 ? x.mul(DropMask.of(x, rate, innermost)) : x;
    }

    boolean training() {
        return training;
    }

    /** The mask for a sequence of {@code places}, or null when there is no padding in it that is known of. */
    @Nullable
    NDArray mask(long places) {
        return mask == null || mask.getShape().get(1) != places ? null : mask;
    }

    /** What is added to scores (…, T, T) so that no place sees a later one: (T, T). */
    NDArray past(long places) {
        return pasts.computeIfAbsent(places, length -> {
            NDArray place = manager.arange((int) places);
            NDArray later = place.reshape(-1, 1).lt(place.reshape(1, -1)).toType(DataType.FLOAT32, false);
            return Scalars.times(later, UNSEEN);
        });
    }

    /** What is added to scores (N, heads, …, T) so that no place sees padding: (N, 1, 1, T). */
    static NDArray unpadded(NDArray mask) {
        return Scalars.times(mask.sub(1), -UNSEEN).reshape(mask.getShape().get(0), 1, 1, -1);
    }
}
