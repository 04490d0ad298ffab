package org.commonwatt.worker.training.optimizer;

import java.util.List;

import ai.djl.ndarray.NDManager;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.network.Layout;
import org.commonwatt.worker.training.network.Parameter;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019,
 * arXiv:1711.05101, algorithm 2): m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
 * θ ← (1 − ηλ)θ − η/(1 − β₁ᵗ) · m / (√(v/(1 − β₂ᵗ)) + ε). Arrays of one dimension (biases, norms) do not decay.
 */
final class AdamUpdate implements Update {

    private final Optimizer.AdamW settings;
    private final Layout layout;
    private final FlatVector first;
    private final FlatVector second;

    AdamUpdate(Optimizer.AdamW settings, Layout layout, NDManager manager) {
        this.settings = settings;
        this.layout = layout;
        this.first = FlatVector.zeros(manager, layout.size());
        this.second = FlatVector.zeros(manager, layout.size());
    }

    @Override
    public List<Slot> slots() {
        return List.of(new Slot("firstMoment", first), new Slot("secondMoment", second));
    }

    @Override
    public void apply(long step, double stepSize, FlatVector weights, FlatVector gradients) {
        float corrected = (float) (stepSize / (1 - Math.pow(settings.beta1(), (double) step)));
        float secondScale = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), (double) step)));
        Factors kept = new Factors(corrected, secondScale, 1);
        Factors decayed = new Factors(corrected, secondScale, (float) (1 - stepSize * settings.weightDecay()));
        Blocks w = new Blocks(weights);
        Blocks g = new Blocks(gradients);
        Blocks m = new Blocks(first);
        Blocks v = new Blocks(second);
        for (Parameter parameter : layout.parameters()) {
            Factors factors = parameter.shape().dimension() > 1 ? decayed : kept;
            long end = parameter.offset() + parameter.size();
            for (long from = parameter.offset(); from < end; from += Blocks.SIZE) {
                int count = (int) Math.min(Blocks.SIZE, end - from);
                move(
                        w.read(from, count),
                        g.read(from, count),
                        m.read(from, count),
                        v.read(from, count),
                        count,
                        factors);
                w.write(from, count);
                m.write(from, count);
                v.write(from, count);
            }
        }
    }

    private void move(float[] w, float[] g, float[] m, float[] v, int count, Factors factors) {
        float beta1 = (float) settings.beta1();
        float beta2 = (float) settings.beta2();
        float rest1 = (float) (1 - settings.beta1());
        float rest2 = (float) (1 - settings.beta2());
        float epsilon = (float) settings.epsilon();
        float stepSize = factors.stepSize();
        float secondScale = factors.secondScale();
        float keep = factors.keep();
        for (int i = 0; i < count; i++) {
            float gradient = g[i];
            float mean = beta1 * m[i] + rest1 * gradient;
            float square = beta2 * v[i] + rest2 * gradient * gradient;
            m[i] = mean;
            v[i] = square;
            w[i] = keep * w[i] - stepSize * mean / ((float) Math.sqrt(square) * secondScale + epsilon);
        }
    }

    /**
     * @param stepSize η/(1 − β₁ᵗ)
     * @param secondScale 1/√(1 − β₂ᵗ)
     * @param keep 1 − ηλ, or 1 where nothing decays
     */
    private record Factors(float stepSize, float secondScale, float keep) {}
}
