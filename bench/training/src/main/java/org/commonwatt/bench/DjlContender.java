package org.commonwatt.bench;

import java.nio.file.Path;
import java.util.Iterator;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

/** The networks as DJL's own examples would train them: its blocks, its trainer, its Adam, its batches. */
public final class DjlContender {

    private DjlContender() {}

    /** Takes the network, the number of threads, and the folder with its data. */
    public static void main(String[] args) throws Exception {
        String network = args[0];
        Path data = Path.of(args[2]);
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(Integer.parseInt(args[1]));
        NDManager manager = engine.newBaseManager();
        NDArray inputs;
        NDArray labels;
        Block block;
        int batch;
        switch (network) {
            case "cnn" -> {
                float[] pixels = Noise.readImages(data);
                inputs = manager.create(pixels, new Shape(pixels.length / 784, 1, 28, 28));
                labels = manager.create(Noise.readLabels(data));
                block = cnn();
                batch = 32;
            }
            case "lstm" -> {
                float[] values = Noise.readSequences(data);
                inputs = manager.create(values, new Shape(values.length / 1600, 50, 32));
                labels = manager.create(Noise.readLabels(data));
                block = lstm();
                batch = 32;
            }
            case "gpt" -> {
                NDArray text = manager.create(Noise.readText(data));
                long windows = (text.size() - 1) / 64;
                inputs = text.get("0:" + windows * 64).reshape(windows, 64);
                labels = text.get("1:" + (windows * 64 + 1)).reshape(windows, 64);
                block = new DjlGpt(4);
                batch = 12;
            }
            default -> throw new IllegalArgumentException(network);
        }
        ArrayDataset dataset = new ArrayDataset.Builder()
                .setData(inputs)
                .optLabels(labels)
                .setSampling(batch, true, true)
                .build();
        Model model = Model.newInstance(network);
        model.setBlock(block);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(
                        network.equals("gpt") ? new DjlGpt.TokenLoss() : Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .build()));
        Shape one = inputs.getShape().slice(1);
        trainer.initialize(new Shape(batch).addAll(one));
        Rounds.serve("djl " + engine.getVersion(), new Rounds.Step() {

            private Iterator<Batch> batches = trainer.iterateDataset(dataset).iterator();

            @Override
            public float run() throws Exception {
                if (!batches.hasNext()) {
                    batches = trainer.iterateDataset(dataset).iterator();
                }
                Batch next = batches.next();
                EasyTrain.trainBatch(trainer, next);
                trainer.step();
                next.close();
                return 0;
            }
        });
    }

    private static Block cnn() {
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(32)
                        .build())
                .add(Activation.reluBlock())
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .setFilters(64)
                        .build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Dropout.builder().optRate(0.25f).build())
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Dropout.builder().optRate(0.5f).build())
                .add(Linear.builder().setUnits(10).build());
    }

    private static Block lstm() {
        return new SequentialBlock()
                .add(LSTM.builder()
                        .setNumLayers(1)
                        .setStateSize(128)
                        .optBatchFirst(true)
                        .build())
                .add(LambdaBlock.singleton(x -> x.get(":, -1")))
                .add(Linear.builder().setUnits(10).build());
    }
}
