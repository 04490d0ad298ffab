package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Path;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.worker.training.checkpoint.Checkpoint;
import org.commonwatt.worker.training.checkpoint.RunState;
import org.commonwatt.worker.training.data.Splits;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.optimizer.Update;

/**
 * A run that is ready to begin or to go on.
 *
 * @param manager holds all of the engine's memory that the run uses
 * @param best keeps the best network, or null where the run does not look for it
 * @param state where it stands
 * @param data what that its learner and evaluation read
 */
record Prepared(
        JobSpec spec,
        JsonNode canonicalSpec,
        DatasetManifest dataset,
        Path workFolder,
        NDManager manager,
        Built built,
        Update update,
        @Nullable BestSoFar best,
        Learner learner,
        Evaluation evaluation,
        Meter.Plan plan,
        RunState state,
        Splits data)
        implements AutoCloseable {

    /** What a checkpoint of the run holds. */
    Checkpoint.Content content() {
        return new Checkpoint.Content(network(), update, best == null ? null : best.weights());
    }

    /** The part that learns. */
    Network network() {
        return built.trained();
    }

    @Override
    public void close() throws IOException {
        manager.close();
        data.close();
        if (built.base() != null) {
            built.base().close();
        }
    }
}
