package org.commonwatt.worker.training.optimizer;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.network.Layout;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6.5) as in PyTorch: d = g + λθ; v ← ρv + (1 − ρ)d²; θ ← θ − ηd/(√v + ε),
 * or, with momentum, b ← μb + d/(√v + ε); θ ← θ − ηb.
 */
final class RmsPropUpdate implements Update {

    private final Optimizer.RmsProp settings;
    private final long length;
    private final FlatVector squares;
    private final @Nullable FlatVector velocity;

    RmsPropUpdate(Optimizer.RmsProp settings, Layout layout, NDManager manager) {
        this.settings = settings;
        this.length = layout.size();
        this.squares = FlatVector.zeros(manager, length);
        this.velocity = settings.momentum() > 0 ? FlatVector.zeros(manager, length) : null;
    }

    @Override
    public List<Slot> slots() {
        List<Slot> slots = new ArrayList<>(List.of(new Slot("secondMoment", squares)));
        if (velocity != null) {
            slots.add(new Slot("velocity", velocity));
        }
        return List.copyOf(slots);
    }

    @Override
    public void apply(long step, double stepSize, FlatVector weights, FlatVector gradients) {
        Blocks w = new Blocks(weights);
        Blocks g = new Blocks(gradients);
        Blocks v = new Blocks(squares);
        Blocks b = velocity == null ? null : new Blocks(velocity);
        float rate = (float) stepSize;
        for (long from = 0; from < length; from += Blocks.SIZE) {
            int count = (int) Math.min(Blocks.SIZE, length - from);
            float[] weight = w.read(from, count);
            float[] direction = g.read(from, count);
            normalise(weight, direction, v.read(from, count), count);
            v.write(from, count);
            if (b != null) {
                direction = roll(direction, b.read(from, count), count);
                b.write(from, count);
            }
            for (int i = 0; i < count; i++) {
                weight[i] -= rate * direction[i];
            }
            w.write(from, count);
        }
    }

    /** Makes d/(√v + ε) of the gradients. */
    private void normalise(float[] w, float[] g, float[] v, int count) {
        float decay = (float) settings.decay();
        float rest = (float) (1 - settings.decay());
        float epsilon = (float) settings.epsilon();
        float penalty = (float) settings.weightDecay();
        for (int i = 0; i < count; i++) {
            float gradient = g[i] + penalty * w[i];
            float square = decay * v[i] + rest * gradient * gradient;
            v[i] = square;
            g[i] = gradient / ((float) Math.sqrt(square) + epsilon);
        }
    }

    private float[] roll(float[] direction, float[] b, int count) {
        float momentum = (float) settings.momentum();
        for (int i = 0; i < count; i++) {
            b[i] = momentum * b[i] + direction[i];
        }
        return b;
    }
}
