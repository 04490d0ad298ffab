package org.commonwatt.worker.training;

import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.spec.EarlyStop;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.worker.training.checkpoint.Best;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Networks;
import org.commonwatt.worker.training.network.Snapshot;
import org.commonwatt.worker.training.tensor.Torch;

import static org.assertj.core.api.Assertions.assertThat;

/** A network of one weight, which is the number of the step that it was evaluated after. */
class BestSoFarTest {

    private final NDManager manager = Torch.load().newBaseManager();
    private final Network network = Networks.of(manager, List.of(1), new Layer.Dense(null, 1, false));
    private final BestSoFar looking = new BestSoFar(new EarlyStop(null, 2, 0.1), new Snapshot(network, manager));

    private @Nullable Best best;

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void theBestIsKeptHoweverLittleBetterItIs() {
        evaluate(1, 1.0);
        evaluate(2, 0.95);
        assertThat(looking.isOver(best)).isFalse();
        evaluate(3, 0.97);

        assertThat(looking.isOver(best)).isTrue();
        assertThat(best).extracting(Best::step, Best::value).containsExactly(2L, 0.95);
        looking.weights().putBack();
        assertThat(network.values().floats().get(0)).isEqualTo(2);
    }

    @Test
    void smallStepsThatAddUpRenewThePatience() {
        evaluate(1, 1.0);
        evaluate(2, 0.95);
        evaluate(3, 0.89);
        evaluate(4, 0.88);

        assertThat(looking.isOver(best)).isFalse();
        evaluate(5, 0.87);
        assertThat(looking.isOver(best)).isTrue();
        assertThat(best).extracting(Best::step).isEqualTo(5L);
    }

    @Test
    void aCheckpointFromBeforePatienceHadAMarkOfItsOwnGoesOn() {
        best = JsonMapper.shared()
                .readValue("{\"step\": 1, \"value\": 1.0, \"evaluation\": {\"loss\": 1.0}, \"since\": 1}", Best.class);
        evaluate(2, 0.95);

        assertThat(best).isEqualTo(new Best(2, 0.95, Map.of("loss", 0.95), 2, 1.0));
    }

    private void evaluate(long step, double loss) {
        network.values().floats().put(0, step);
        best = looking.after(step, Map.of("loss", loss), best);
    }
}
