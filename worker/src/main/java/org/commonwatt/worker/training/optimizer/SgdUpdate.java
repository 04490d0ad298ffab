package org.commonwatt.worker.training.optimizer;

import java.util.List;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.worker.training.network.Layout;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * Stochastic gradient descent with momentum as in PyTorch: d = g + λθ; v ← μv + d; θ ← θ − ηv, or θ ← θ − η(d + μv)
 * with Nesterov (Sutskever et al. 2013).
 */
final class SgdUpdate implements Update {

    private final Optimizer.Sgd settings;
    private final long length;
    private final @Nullable FlatVector velocity;

    SgdUpdate(Optimizer.Sgd settings, Layout layout, NDManager manager) {
        this.settings = settings;
        this.length = layout.size();
        this.velocity = settings.momentum() > 0 ? FlatVector.zeros(manager, length) : null;
    }

    @Override
    public List<Slot> slots() {
        return velocity == null ? List.of() : List.of(new Slot("velocity", velocity));
    }

    @Override
    public void apply(long step, double stepSize, FlatVector weights, FlatVector gradients) {
        float rate = (float) stepSize;
        Blocks w = new Blocks(weights);
        Blocks g = new Blocks(gradients);
        Blocks v = velocity == null ? null : new Blocks(velocity);
        for (long from = 0; from < length; from += Blocks.SIZE) {
            int count = (int) Math.min(Blocks.SIZE, length - from);
            if (v == null) {
                descend(w.read(from, count), g.read(from, count), count, rate);
            } else {
                roll(w.read(from, count), g.read(from, count), v.read(from, count), count, rate);
                v.write(from, count);
            }
            w.write(from, count);
        }
    }

    private void descend(float[] w, float[] g, int count, float rate) {
        float decay = (float) settings.weightDecay();
        for (int i = 0; i < count; i++) {
            w[i] -= rate * (g[i] + decay * w[i]);
        }
    }

    private void roll(float[] w, float[] g, float[] v, int count, float rate) {
        float decay = (float) settings.weightDecay();
        float momentum = (float) settings.momentum();
        // What of the gradient and of the velocity goes into the step: (0, 1), or (1, μ) for Nesterov's look ahead.
        float ofGradient = settings.nesterov() ? 1 : 0;
        float ofVelocity = settings.nesterov() ? momentum : 1;
        for (int i = 0; i < count; i++) {
            float gradient = g[i] + decay * w[i];
            float speed = momentum * v[i] + gradient;
            v[i] = speed;
            w[i] -= rate * (ofGradient * gradient + ofVelocity * speed);
        }
    }
}
