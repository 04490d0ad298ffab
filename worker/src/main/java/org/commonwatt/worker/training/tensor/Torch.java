package org.commonwatt.worker.training.tensor;

import java.util.function.Supplier;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's few process-wide switches. */
public final class Torch {

    private static final Logger LOG = LoggerFactory.getLogger(Torch.class);

    private static @Nullable Engine loaded;
    private static boolean usesOneDnn = true;

    private Torch() {}

    /**
     * Loads the engine. It never calls out: without these properties DJL looks for natives and reports its use over the
     * network. Where the engine computes wrongly on this machine by {@link OneDnn}, it goes without.
     *
     * @throws IllegalStateException where it computes wrongly all the same
     */
    public static synchronized Engine load() {
        if (loaded == null) {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
            Engine engine = Engine.getEngine("PyTorch");
            try (NDManager manager = engine.newBaseManager(Device.cpu())) {
                if (!OneDnn.isRight(manager)) {
                    LOG.warn("The engine goes without oneDNN, which computes wrongly on this machine");
                    OneDnn.switchOff();
                    usesOneDnn = false;
                    if (!OneDnn.isRight(manager)) {
                        throw new IllegalStateException("the engine computes wrongly on this machine");
                    }
                }
            }
            loaded = engine;
        }
        return loaded;
    }

    /** Whether the engine takes convolutions, recurrent layers and large products by oneDNN where it can. */
    public static synchronized boolean usesOneDnn() {
        load();
        return usesOneDnn;
    }

    /** Sets how many threads an operation uses. */
    public static void useThreads(int threads) {
        JniUtils.setNumThreads(threads);
    }

    /** Does something while gradients are recorded where an array asks for one, or while they are not. */
    static <T> T recording(boolean gradients, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(gradients);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
