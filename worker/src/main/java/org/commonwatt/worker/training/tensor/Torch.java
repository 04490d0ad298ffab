package org.commonwatt.worker.training.tensor;

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
}
