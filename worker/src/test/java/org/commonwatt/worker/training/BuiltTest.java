package org.commonwatt.worker.training;

import java.nio.file.Path;
import java.util.List;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BuiltTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aFinishedModelIsBuiltWhateverItTakesToTrainAllItsLayers() throws Exception {
        // Batches of 63 leave one of a single example, of which a normalisation that learns would have nothing to
        // measure.
        List<Layer> layers = List.of(new Layer.BatchNorm(null, 1e-5, 0.9), new Layer.Dense(null, 2, true));
        Jobs job = Jobs.exclusiveOr(folder, 1).with(layers).training("\"batchSize\": 63");
        assertThatThrownBy(() -> Plans.plan(job.spec(), job.dataset())).isInstanceOf(Rejected.class);

        Network network = Built.asTrained(job.spec(), job.dataset(), new BaseModel(List.of(2L), layers), manager);

        assertThat(network.evaluate(manager.ones(new Shape(3, 2))).getShape()).isEqualTo(new Shape(3, 2));
    }
}
