package org.commonwatt.worker.training.tensor;

import java.util.function.Supplier;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** The engine's few process-wide switches. */
public final class Torch {

    private Torch() {}

    /**
     * Loads the engine. It never calls out: without these properties DJL looks for natives and reports its use over the
     * network.
     */
    public static Engine load() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        return Engine.getEngine("PyTorch");
    }

    /** Sets how many threads an operation uses. */
    public static void useThreads(int threads) {
        JniUtils.setNumThreads(threads);
    }

    /** Does something while gradients are recorded where an array asks for one. */
    public static <T> T withGradients(Supplier<T> work) {
        return recording(true, work);
    }

    /** Does something while no gradients are recorded. */
    public static <T> T withoutGradients(Supplier<T> work) {
        return recording(false, work);
    }

    private static <T> T recording(boolean gradients, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(gradients);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
