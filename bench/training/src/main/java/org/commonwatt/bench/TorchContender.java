package org.commonwatt.bench;

import java.nio.file.Path;
import java.util.Random;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.show_config;

/** The networks on libtorch's C++ interface, called from Java without DJL. */
public final class TorchContender {

    private TorchContender() {}

    /** A network, registered as PyTorch registers them. */
    abstract static class Net extends Module {
        abstract Tensor forward(Tensor x);
    }

    private static final class Cnn extends Net {

        private final Conv2dImpl conv1 =
                register_module("conv1", new Conv2dImpl(new Conv2dOptions(1, 32, new LongPointer(3, 3))));
        private final Conv2dImpl conv2 =
                register_module("conv2", new Conv2dImpl(new Conv2dOptions(32, 64, new LongPointer(3, 3))));
        private final LinearImpl dense1 = register_module("dense1", new LinearImpl(9216, 128));
        private final LinearImpl dense2 = register_module("dense2", new LinearImpl(128, 10));

        @Override
        Tensor forward(Tensor x) {
            Tensor seen = relu(conv2.forward(relu(conv1.forward(x))));
            Tensor pooled = dropout(max_pool2d(seen, 2, 2), 0.25, true);
            return dense2.forward(dropout(relu(dense1.forward(pooled.flatten(1, -1))), 0.5, true));
        }
    }

    private static final class Lstm extends Net {

        private final LSTMImpl lstm;
        private final LinearImpl dense = register_module("dense", new LinearImpl(128, 10));

        Lstm() {
            LSTMOptions options = new LSTMOptions(32, 128);
            options.batch_first().put(true);
            lstm = register_module("lstm", new LSTMImpl(options));
        }

        @Override
        Tensor forward(Tensor x) {
            return dense.forward(lstm.forward(x).get1().get0().squeeze(0));
        }
    }

    /** Takes the network, the number of threads, and the folder with its data. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[2]);
        set_num_threads(Integer.parseInt(args[1]));
        manual_seed(1);
        System.err.println(show_config().getString());
        switch (args[0]) {
            case "cnn" -> {
                Tensor images = Tensor.create(Noise.readImages(data)).reshape(-1, 1, 28, 28);
                serve(new Cnn(), images, Tensor.create(Noise.readLabels(data)), 32);
            }
            case "lstm" -> {
                Tensor sequences = Tensor.create(Noise.readSequences(data)).reshape(-1, 50, 32);
                serve(new Lstm(), sequences, Tensor.create(Noise.readLabels(data)), 32);
            }
            case "gpt" -> {
                Tensor text = Tensor.create(Noise.readText(data));
                long windows = (text.numel() - 1) / 64;
                Tensor inputs = text.narrow(0, 0, windows * 64).reshape(windows, 64);
                serve(new TorchGpt(4), inputs, text.narrow(0, 1, windows * 64).reshape(windows, 64), 12);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void serve(Net net, Tensor inputs, Tensor targets, int batch) throws Exception {
        Adam optimizer = new Adam(net.parameters(), new AdamOptions(1e-3));
        Random random = new Random(1);
        Rounds.serve("libtorch", new Rounds.Step() {

            private int[] order = {};
            private int place;

            @Override
            public float run() {
                if (place + batch > order.length) {
                    order = Rounds.shuffled((int) inputs.size(0), random);
                    place = 0;
                }
                long[] chosen = new long[batch];
                for (int i = 0; i < batch; i++) {
                    chosen[i] = order[place + i];
                }
                place += batch;
                try (PointerScope scope = new PointerScope()) {
                    Tensor rows = Tensor.create(chosen);
                    optimizer.zero_grad();
                    Tensor output = net.forward(inputs.index_select(0, rows));
                    Tensor loss = cross_entropy_loss(
                            output, targets.index_select(0, rows).reshape(-1));
                    loss.backward();
                    optimizer.step();
                    return loss.item_float();
                }
            }
        });
    }
}
